package tapline.benchmarks;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Prints how many times faster each library is with more threads than with the fewest that were measured.
final class SpeedUpTable {
    private static final int NAMES = 1;
    private static final String NONE = "-";

    private SpeedUpTable() {}

    /// Nothing where all results have the same number of threads.
    static void print(List<ShapeResult> results, PrintWriter out) {
        int fewest = results.stream().mapToInt(ShapeResult::threads).min().orElse(0);
        List<ShapeResult> more =
                results.stream().filter(result -> result.threads() > fewest).toList();
        if (more.isEmpty()) {
            return;
        }
        List<String> libraries = more.stream()
                .flatMap(result -> result.peers().stream())
                .map(PeerResult::library)
                .distinct()
                .toList();
        out.println("Times as fast as with " + fewest + (fewest == 1 ? " thread:" : " threads:"));
        out.println();
        List<String> header = new ArrayList<>(List.of("shape", "threads", "tapline"));
        header.addAll(libraries);
        TextTable table = new TextTable(NAMES).row(header);
        for (ShapeResult result : more) {
            ShapeResult base = results.stream()
                    .filter(other -> other.threads() == fewest && other.shape().equals(result.shape()))
                    .findFirst()
                    .orElseThrow();
            List<String> row = new ArrayList<>(List.of(
                    result.shape().id(),
                    Integer.toString(result.threads()),
                    speedUp(Optional.of(base.tapline()), Optional.of(result.tapline()))));
            libraries.forEach(library -> row.add(speedUp(base.peer(library), result.peer(library))));
            table.row(row);
        }
        table.print(out);
        out.println();
    }

    private static String speedUp(Optional<PeerResult> before, Optional<PeerResult> now) {
        Optional<Samples> fewer = before.map(PeerResult::seconds);
        Optional<Samples> more = now.map(PeerResult::seconds);
        return fewer.flatMap(one -> more.map(other -> Quantity.threeDigits(one.median() / other.median())))
                .orElse(NONE);
    }
}
