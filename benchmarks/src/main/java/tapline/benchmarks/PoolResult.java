package tapline.benchmarks;

import java.util.List;

/// What was measured of a network on many live signals.
///
/// @param slots of the pool, all taken
/// @param pool seconds of one signal's frame in the pool, the median
/// @param streams the same for streams of their own
record PoolResult(StreamNetwork network, int slots, double pool, double streams) {
    static List<String> header() {
        return List.of("network", "slots", "frames/s", "frames/s, separate", "x separate");
    }

    List<String> row() {
        return List.of(
                network.id(),
                Integer.toString(slots),
                Quantity.threeDigits(1 / pool),
                Quantity.threeDigits(1 / streams),
                Quantity.threeDigits(streams / pool));
    }
}
