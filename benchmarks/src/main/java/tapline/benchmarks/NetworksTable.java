package tapline.benchmarks;

import java.io.PrintWriter;
import java.util.List;

/// Prints what was measured of networks with one number of threads.
final class NetworksTable {
    private static final String NONE = "-";
    private static final int NAMES = 2;

    private NetworksTable() {}

    /// @param results at least one
    static void print(List<NetworkResult> results, PrintWriter out) {
        int threads = results.getFirst().threads();
        out.println();
        out.println(threads + (threads == 1 ? " thread" : " threads")
                + ". Ratios are a library's median time over that of Tapline's module for inference: above 1, Tapline"
                + " is faster. In brackets, the 10th and the 90th percentile over the rounds.");
        out.println();
        TextTable table = new TextTable(NAMES)
                .row(List.of("network", "library", "batch", "rounds", "load", "call", "allocates", "ratio", ""));
        for (NetworkResult result : results) {
            result.runs().forEach(run -> table.row(row(result, run)));
        }
        table.print(out);
        results.forEach(result -> result.runs().stream()
                .filter(run -> !run.isRight())
                .forEach(run -> out.println(result.id() + ": " + run.library() + " not timed, it differs by "
                        + Quantity.threeDigits(run.deviation()) + " tolerances")));
    }

    private static List<String> row(NetworkResult result, NetworkResult.Run run) {
        String batch = Integer.toString(result.batch());
        String load = Quantity.seconds(run.loadSeconds());
        if (!run.isRight() || !result.runs().getFirst().isRight()) {
            return List.of(result.id(), run.library(), batch, NONE, load, "differs", NONE, NONE, "");
        }
        Samples ratios = result.ratios(run);
        boolean isOwn = run == result.runs().getFirst();
        return List.of(
                result.id(),
                run.library(),
                batch,
                Integer.toString(run.seconds().count()),
                load,
                Quantity.seconds(run.seconds().median()),
                isOwn ? Quantity.bytes(result.allocated()) : NONE,
                Quantity.threeDigits(result.ratio(run)),
                "[" + Quantity.threeDigits(ratios.low()) + ", " + Quantity.threeDigits(ratios.high()) + "]");
    }
}
