package tapline.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import tapline.shape.ConvGeometry;
import tapline.shape.ConvOptions;
import tapline.shape.Padding;
import tapline.tensor.Functional;
import tapline.tensor.Tensor;
import tapline.viz.GeometryText;

/// One convolution in text: its formula, a row for each step, and what it sees.
///
/// @param values the samples, or null for names instead of numbers
/// @param kernel the taps, or null for names instead of numbers
record LayerText(ConvGeometry geometry, int length, float[] values, float[] kernel) {
    /// More taps than these are left out in the middle of a row.
    private static final int TAPS_SHOWN = 8;

    void print(PrintWriter out) {
        out.println(GeometryText.FORMULA);
        out.println(GeometryText.outputLength(geometry, length));
        out.println();
        TextTable table = new TextTable().row(header());
        float[] outputs = values != null && kernel != null ? outputs() : null;
        for (int step = 0; step < geometry.outputLength(length); step++) {
            table.row(step(step, outputs));
        }
        table.print(out);
        out.println();
        out.println("receptive field: " + samples(geometry.receptiveField()));
        out.println("latency: " + samples(geometry.latency()));
    }

    static String samples(long count) {
        return count + (count == 1 ? " sample" : " samples");
    }

    private float[] outputs() {
        ConvOptions options = new ConvOptions(
                geometry.stride(),
                Padding.of(geometry.padLeft(), geometry.padRight()),
                geometry.paddingMode(),
                geometry.dilation(),
                1);
        Tensor input = Tensor.wrap(values, 1, length);
        return Functional.conv1d(input, Tensor.wrap(kernel, 1, 1, kernel.length), null, options)
                .floats();
    }

    private String[] header() {
        List<String> cells = new ArrayList<>(List.of("step"));
        for (int tap : shownTaps()) {
            cells.add(tap < 0 ? "..." : "tap " + tap + (kernel == null ? "" : " (" + number(kernel[tap]) + ")"));
        }
        cells.add("output");
        return cells.toArray(String[]::new);
    }

    private String[] step(int step, float[] outputs) {
        List<String> cells = new ArrayList<>(List.of(Integer.toString(step)));
        for (int tap : shownTaps()) {
            cells.add(tap < 0 ? "..." : meets(geometry.windowStart(step) + tap * geometry.dilation()));
        }
        cells.add("y[" + step + "]" + (outputs == null ? "" : " = " + number(outputs[step])));
        return cells.toArray(String[]::new);
    }

    /// What stands at a position: `x[3]`, `pad`, or `pad x[1]` where padding repeats a sample.
    private String meets(int position) {
        int source = geometry.paddingMode().source(position, length);
        boolean isPadding = position < 0 || position >= length;
        String name = (isPadding ? "pad" : "")
                + (isPadding && source >= 0 ? " " : "")
                + (source >= 0 ? "x[" + source + "]" : "");
        return values == null ? name : name + " = " + number(source < 0 ? 0 : values[source]);
    }

    /// The taps that have a column, -1 for those left out.
    private int[] shownTaps() {
        int taps = geometry.kernelSize();
        int[] shown = new int[Math.min(taps, TAPS_SHOWN)];
        for (int i = 0; i < shown.length; i++) {
            shown[i] = i;
        }
        if (taps > TAPS_SHOWN) {
            shown[TAPS_SHOWN - 2] = -1;
            shown[TAPS_SHOWN - 1] = taps - 1;
        }
        return shown;
    }

    private static String number(float value) {
        String text = Float.toString(value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
