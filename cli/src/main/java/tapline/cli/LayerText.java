package tapline.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tapline.shape.ConvGeometry;
import tapline.shape.ConvOptions;
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

    /// More steps than these are left out before the last one.
    private static final int STEPS_SHOWN = 50;

    void print(PrintWriter out) {
        out.println(GeometryText.FORMULA);
        out.println(GeometryText.outputLength(geometry, length));
        out.println();
        TextTable table = new TextTable().row(header());
        for (int step : firstsAndLast(geometry.outputLength(length), STEPS_SHOWN)) {
            table.row(step < 0 ? stepsLeftOut() : step(step));
        }
        table.print(out);
        out.println();
        out.println("receptive field: " + samples(geometry.receptiveField()));
        out.println("latency: " + samples(geometry.latency()));
    }

    static String samples(long count) {
        return count + (count == 1 ? " sample" : " samples");
    }

    /// Of the one window only: the whole output may be far longer than what is shown of it.
    private float output(int step) {
        float[] window = new float[kernel.length];
        for (int tap = 0; tap < kernel.length; tap++) {
            window[tap] = value(position(step, tap));
        }
        return Functional.conv1d(
                        Tensor.wrap(window, 1, kernel.length),
                        Tensor.wrap(kernel, 1, 1, kernel.length),
                        null,
                        ConvOptions.DEFAULT)
                .floats()[0];
    }

    private String[] header() {
        List<String> cells = new ArrayList<>(List.of("step"));
        for (int tap : firstsAndLast(geometry.kernelSize(), TAPS_SHOWN)) {
            cells.add(tap < 0 ? "..." : "tap " + tap + (kernel == null ? "" : " (" + number(kernel[tap]) + ")"));
        }
        cells.add("output");
        return cells.toArray(String[]::new);
    }

    private String[] stepsLeftOut() {
        String[] cells = header();
        Arrays.fill(cells, "...");
        return cells;
    }

    private String[] step(int step) {
        List<String> cells = new ArrayList<>(List.of(Integer.toString(step)));
        for (int tap : firstsAndLast(geometry.kernelSize(), TAPS_SHOWN)) {
            cells.add(tap < 0 ? "..." : meets(position(step, tap)));
        }
        cells.add("y[" + step + "]" + (values == null || kernel == null ? "" : " = " + number(output(step))));
        return cells.toArray(String[]::new);
    }

    private int position(int step, int tap) {
        return geometry.windowStart(step) + tap * geometry.dilation();
    }

    private float value(int position) {
        int source = geometry.paddingMode().source(position, length);
        return source < 0 ? 0 : values[source];
    }

    /// What stands at a position: `x[3]`, `pad`, or `pad x[1]` where padding repeats a sample.
    private String meets(int position) {
        int source = geometry.paddingMode().source(position, length);
        boolean isPadding = position < 0 || position >= length;
        String name = (isPadding ? "pad" : "")
                + (isPadding && source >= 0 ? " " : "")
                + (source >= 0 ? "x[" + source + "]" : "");
        return values == null ? name : name + " = " + number(value(position));
    }

    /// The numbers from 0 that are shown of `count`: all, or the first ones, -1 for those left out, and the last.
    private static int[] firstsAndLast(int count, int most) {
        int[] shown = new int[Math.min(count, most)];
        Arrays.setAll(shown, i -> i);
        if (count > most) {
            shown[most - 2] = -1;
            shown[most - 1] = count - 1;
        }
        return shown;
    }

    private static String number(float value) {
        if (!Float.isFinite(value)) {
            return Float.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
        }
        return Float.toString(value).replaceFirst("\\.0(?=E|$)", "").replace('E', 'e');
    }
}
