package tapline.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What was measured of one layer, stepped with so many frames at once. Times are of one frame.
///
/// @param seconds of Tapline, for each round
/// @param tail the 99.9th percentile of single calls over their median
/// @param limit the least seconds on this machine
/// @param peers seconds of the other libraries, by name, for each round
record StreamResult(
        StreamLayer layer, int frames, Samples seconds, double tail, double limit, Map<String, Samples> peers) {
    private static final double NANO = 1e9;
    private static final double SAMPLE_RATE = 48_000;

    static List<String> header(List<String> peers) {
        List<String> cells = new ArrayList<>(
                List.of("layer", "frames", "ns/frame", "limit", "x limit", "p99.9/median", "x real time"));
        cells.addAll(peers);
        return cells;
    }

    List<String> row() {
        double median = seconds.median();
        List<String> cells = new ArrayList<>(List.of(
                layer.id(),
                Integer.toString(frames),
                Quantity.threeDigits(median * NANO),
                Quantity.threeDigits(limit * NANO),
                Quantity.threeDigits(median / limit),
                Quantity.threeDigits(tail),
                Quantity.threeDigits(1 / (median * SAMPLE_RATE))));
        peers.values().forEach(peer -> cells.add(ratio(peer)));
        return cells;
    }

    private String ratio(Samples peer) {
        Samples ratios = peer.dividedBy(seconds);
        return Quantity.threeDigits(ratios.median()) + " (" + Quantity.threeDigits(ratios.low()) + " to "
                + Quantity.threeDigits(ratios.high()) + ")";
    }
}
