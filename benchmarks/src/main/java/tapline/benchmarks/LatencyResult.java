package tapline.benchmarks;

import java.util.List;

/// What was measured of single steps of one layer.
///
/// @param steps their times, the timer's included
/// @param timer the same loop without work
record LatencyResult(StreamLayer layer, NanoHistogram steps, NanoHistogram timer) {
    private static final double MEDIAN = 0.5;
    private static final double RARE = 0.99;
    private static final double RARER = 0.999;

    static List<String> header() {
        return List.of("layer", "", "steps", "median ns", "p99", "p99.9", "max", "p99.9/median");
    }

    List<List<String>> rows() {
        return List.of(row("steps", steps), row("timer only", timer));
    }

    private List<String> row(String what, NanoHistogram times) {
        return List.of(
                layer.id(),
                what,
                Long.toString(times.count()),
                Long.toString(times.quantile(MEDIAN)),
                Long.toString(times.quantile(RARE)),
                Long.toString(times.quantile(RARER)),
                Long.toString(times.longest()),
                Quantity.threeDigits((double) times.quantile(RARER) / times.quantile(MEDIAN)));
    }
}
