package tapline.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tapline.formats.StateDict;
import tapline.formats.StoredTensor;
import tapline.formats.model.ModelFile;

/// A file of tensors in text: a row for each, and what stands beside them.
///
/// @param name what the file is called
/// @param network what the tensors belong to, if that is known
record StateText(String name, StateDict state, Optional<NetworkReport> network) {
    /// More values beside the tensors than these are only counted.
    private static final int EXTRAS_SHOWN = 20;

    private static final String[] HEADER = {"tensor", "type", "shape", "bytes", "min", "max", "mean", "std", "nan"};

    void print(PrintWriter out) {
        out.println(
                printable(name) + ": " + state.format().map(Object::toString).orElse("tensors"));
        Map<String, String> metadata = new LinkedHashMap<>(state.metadata());
        metadata.remove(ModelFile.ARCHITECTURE);
        printAll(out, "metadata", metadata);
        printAll(out, "value", state.extras());
        out.println();
        TextTable table = new TextTable(3).row(HEADER);
        long elements = 0;
        long bytes = 0;
        for (Map.Entry<String, StoredTensor> entry : state.stored().entrySet()) {
            table.row(row(entry.getKey(), entry.getValue()));
            elements += entry.getValue().shape().elements();
            bytes += entry.getValue().byteSize();
        }
        if (!state.stored().isEmpty()) {
            table.print(out);
            out.println();
        }
        int tensors = state.stored().size();
        out.println(tensors + (tensors == 1 ? " tensor, " : " tensors, ") + elements
                + (elements == 1 ? " element, " : " elements, ") + bytes + " bytes");
        network.ifPresent(report -> new NetworkText(report).print(out));
    }

    private static void printAll(PrintWriter out, String what, Map<String, ?> values) {
        values.entrySet().stream()
                .limit(EXTRAS_SHOWN)
                .forEach(entry -> out.println(
                        what + ": " + printable(entry.getKey()) + " = " + printable(String.valueOf(entry.getValue()))));
        if (values.size() > EXTRAS_SHOWN) {
            out.println(what + ": ... and " + (values.size() - EXTRAS_SHOWN) + " more (--json shows all)");
        }
    }

    private static String[] row(String name, StoredTensor tensor) {
        List<String> cells = new ArrayList<>(List.of(
                printable(name), tensor.type().name(), tensor.shape().toList(), Long.toString(tensor.byteSize())));
        if (tensor.type().dtype() == null) {
            cells.addAll(Collections.nCopies(HEADER.length - cells.size(), "-"));
        } else {
            TensorSummary summary = TensorSummary.of(tensor.toTensor());
            for (double value : new double[] {summary.min(), summary.max(), summary.mean(), summary.std()}) {
                cells.add(number(value));
            }
            cells.add(Long.toString(summary.nans()));
        }
        return cells.toArray(String[]::new);
    }

    private static String number(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        if (Double.isNaN(value)) {
            return "-";
        }
        String digits = String.format(Locale.ROOT, "%.4g", value);
        return digits.contains("e") ? digits : digits.replaceFirst("\\.?0+$", "");
    }

    /// Names come out of the file: what would move the cursor must not reach a terminal.
    private static String printable(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}]", "?");
    }
}
