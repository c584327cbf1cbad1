package tapline.benchmarks;

import java.io.PrintWriter;
import java.util.List;

/// Prints what was measured of training with one number of threads.
final class TrainingTable {
    private static final String NONE = "-";
    private static final int NAMES = 2;

    private TrainingTable() {}

    /// @param results at least one
    static void print(List<TrainingResult> results, PrintWriter out) {
        int threads = results.getFirst().threads();
        out.println();
        out.println(threads + (threads == 1 ? " thread" : " threads")
                + ". Ratios are LibTorch's median time over Tapline's: above 1, Tapline is faster. In brackets, the"
                + " 10th and the 90th percentile over the rounds.");
        out.println();
        TextTable table = new TextTable(NAMES)
                .row(List.of("class", "task", "rounds", "tapline", "allocates", "libtorch", "ratio", ""));
        results.forEach(result -> table.row(row(result)));
        table.print(out);
        List<Double> ratios = results.stream()
                .filter(result -> result.isRight() && result.note().isEmpty())
                .map(TrainingResult::ratio)
                .toList();
        if (!ratios.isEmpty()) {
            out.println();
            out.println("Geometric mean of the ratios, LibTorch in its usual setting: "
                    + Quantity.threeDigits(Samples.geometricMean(ratios)));
        }
        results.stream()
                .filter(result -> !result.isRight())
                .forEach(result -> out.println(result.id() + ": not timed, the libraries differ by "
                        + Quantity.threeDigits(result.deviation()) + " tolerances"));
        results.stream()
                .filter(result -> !result.note().isEmpty())
                .forEach(result -> out.println(result.id() + ": " + result.note()));
    }

    private static List<String> row(TrainingResult result) {
        if (!result.isRight()) {
            return List.of(result.category(), result.id(), NONE, NONE, NONE, "differs", NONE, "");
        }
        Samples ratios = result.ratios();
        return List.of(
                result.category(),
                result.id(),
                Integer.toString(result.tapline().count()),
                Quantity.seconds(result.tapline().median()),
                Quantity.bytes(result.allocated()),
                Quantity.seconds(result.libtorch().median()),
                Quantity.threeDigits(result.ratio()),
                "[" + Quantity.threeDigits(ratios.low()) + ", " + Quantity.threeDigits(ratios.high()) + "]");
    }
}
