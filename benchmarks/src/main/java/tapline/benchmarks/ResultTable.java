package tapline.benchmarks;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Prints what was measured with one number of threads, and below it what matters of each class.
final class ResultTable {
    private static final String NONE = "-";
    private static final int NAMES = 2;
    private static final double GIGA = 1e9;

    private final List<ShapeResult> results;
    private final List<String> libraries;

    /// @param results at least one
    ResultTable(List<ShapeResult> results) {
        this.results = results;
        this.libraries = results.stream()
                .flatMap(result -> result.peers().stream())
                .map(PeerResult::library)
                .distinct()
                .toList();
    }

    void print(PrintWriter out) {
        int threads = results.getFirst().threads();
        out.println(threads + (threads == 1 ? " thread" : " threads")
                + ". Ratios are a library's median time over Tapline's: above 1, Tapline is faster. In brackets, the"
                + " 10th and the 90th percentile over the rounds.");
        out.println();
        TextTable table = new TextTable(NAMES).row(header());
        results.forEach(result -> table.row(row(result)));
        table.print(out);
        notes(out);
        ClassSummary.print(results, libraries, out);
    }

    private List<String> header() {
        List<String> cells = new ArrayList<>(
                List.of("class", "shape", "rounds", "tapline", "GFLOP/s", "of peak", "of copy", "allocates", "keeps"));
        libraries.forEach(library -> cells.addAll(List.of(library, "GFLOP/s", "ratio", "")));
        return cells;
    }

    private List<String> row(ShapeResult result) {
        List<String> cells = new ArrayList<>(List.of(
                result.shape().category(),
                result.shape().id(),
                Integer.toString(result.rounds()),
                Quantity.seconds(result.tapline().seconds().median()),
                Quantity.threeDigits(result.gigaflops(result.tapline())),
                percent(
                        result.peak() == null
                                ? Optional.empty()
                                : Optional.of(result.gigaflops(result.tapline()) / peak())),
                percent(result.shareOfCopy()),
                Quantity.bytes(result.extraBytes()),
                Quantity.bytes(result.keptBytes())));
        for (String library : libraries) {
            PeerResult peer = result.peer(library).orElse(null);
            if (peer == null) {
                cells.addAll(List.of(NONE, NONE, NONE, ""));
            } else if (peer.isRight()) {
                Samples ratios = result.ratios(peer);
                cells.add(Quantity.seconds(peer.seconds().median()));
                cells.add(Quantity.threeDigits(result.gigaflops(peer)));
                cells.add(
                        result.ratio(peer.library()).map(Quantity::threeDigits).orElseThrow());
                cells.add("[" + Quantity.threeDigits(ratios.low()) + ", " + Quantity.threeDigits(ratios.high()) + "]");
            } else {
                cells.addAll(List.of("differs", NONE, NONE, ""));
            }
        }
        return cells;
    }

    private static String percent(Optional<Double> share) {
        return share.map(Quantity::percent).orElse(NONE);
    }

    /// What one core can do: other guests of the machine may take some of it, and the compiler may, for a while.
    private double peak() {
        return Collections.max(peaks());
    }

    /// GFLOP/s, for each shape that was measured beside it.
    private List<Double> peaks() {
        return results.stream()
                .filter(result -> result.peak() != null)
                .map(result -> result.peak().median() / GIGA)
                .toList();
    }

    /// What a reader should know before he trusts a number.
    private void notes(PrintWriter out) {
        out.println();
        List<Double> peaks = peaks();
        if (!peaks.isEmpty()) {
            out.println("The peak of one core, measured again for each shape, was between "
                    + Quantity.threeDigits(Collections.min(peaks)) + " and " + Quantity.threeDigits(peak())
                    + " GFLOP/s; shares are of the highest.");
        }
        for (ShapeResult result : results) {
            List<PeerResult> all = new ArrayList<>(result.peers());
            all.add(result.tapline());
            for (PeerResult peer : all) {
                String name = result.shape().id() + ", " + peer.library() + ": ";
                if (!peer.note().isEmpty()) {
                    out.println(name + peer.note());
                }
                if (!peer.isRight()) {
                    out.println(name + "not timed, its result differs from Tapline's by "
                            + Quantity.threeDigits(peer.deviation()) + " tolerances");
                } else if (!peer.stable()) {
                    out.println(name
                            + "its times were not stable yet, or its calls too few to tell, when warming up ended; "
                            + result.rounds() + (result.rounds() == 1 ? " round" : " rounds"));
                }
            }
        }
    }
}
