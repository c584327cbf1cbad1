package tapline.benchmarks;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Prints, for each class of shapes, the geometric mean of the ratios to each library, and the smallest of them.
final class ClassSummary {
    private ClassSummary() {}

    private record Ratio(String shape, double value) {}

    static void print(List<ShapeResult> results, List<String> libraries, PrintWriter out) {
        if (libraries.isEmpty()) {
            return;
        }
        List<String> header = new ArrayList<>(List.of("class"));
        libraries.forEach(library -> header.addAll(List.of(library + " mean", "smallest", "(shape)")));
        TextTable table = new TextTable(1).row(header);
        classes(results).forEach((category, members) -> table.row(row(category, members, libraries)));
        out.println();
        table.print(out);
        out.println();
    }

    private static Map<String, List<ShapeResult>> classes(List<ShapeResult> results) {
        return results.stream()
                .collect(Collectors.groupingBy(
                        result -> result.shape().category(), LinkedHashMap::new, Collectors.toList()));
    }

    private static List<String> row(String category, List<ShapeResult> members, List<String> libraries) {
        List<String> cells = new ArrayList<>(List.of(category));
        for (String library : libraries) {
            List<Ratio> ratios = members.stream()
                    .flatMap(result -> result.ratio(library).stream()
                            .map(value -> new Ratio(result.shape().id(), value)))
                    .toList();
            if (ratios.isEmpty()) {
                cells.addAll(List.of("-", "-", ""));
                continue;
            }
            Ratio smallest = ratios.stream()
                    .min(Comparator.comparingDouble(Ratio::value))
                    .orElseThrow();
            cells.add(Quantity.threeDigits(
                    Samples.geometricMean(ratios.stream().map(Ratio::value).toList())));
            cells.add(Quantity.threeDigits(smallest.value()));
            cells.add("(" + smallest.shape() + ")");
        }
        return cells;
    }
}
