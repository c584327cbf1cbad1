package tapline.benchmarks;

import java.util.List;

/// What was measured of a network on one live signal.
///
/// @param frames that are pushed at once
/// @param seconds of one frame, the median
record StreamNetworkResult(StreamNetwork network, int frames, double seconds) {
    private static final double MICRO = 1e6;

    static List<String> header() {
        return List.of("network", "frames", "us/frame", "Hz", "x real time");
    }

    List<String> row() {
        return List.of(
                network.id(),
                Integer.toString(frames),
                Quantity.threeDigits(seconds * MICRO),
                Quantity.threeDigits(network.sampleRate()),
                Quantity.threeDigits(1 / (seconds * network.sampleRate())));
    }
}
