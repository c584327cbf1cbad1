package tapline.viz;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import tapline.shape.ConvGeometry;

/// What the rows and columns of a [SlidingKernelPicture] hold: which positions and steps are shown, and the
/// texts in their cells.
final class SlidingKernelCells {
    private static final int MOST_COLUMNS = 16;
    private static final int MOST_ROWS = 12;
    /// Beside the dots and the last step.
    private static final int ROWS_BESIDE_FIRST = 2;

    private final ConvGeometry geometry;
    private final int length;
    private final float[] input;
    private final float[] kernel;
    private final float[] output;
    private final Elision columns;
    private final Elision steps;

    SlidingKernelCells(ConvGeometry geometry, int length, float[] input, float[] kernel, float[] output) {
        this.geometry = geometry;
        this.length = length;
        this.input = input;
        this.kernel = kernel;
        this.output = output;
        int first = Math.min(0, -geometry.padLeft());
        int end = length + Math.max(0, geometry.padRight());
        this.columns = Elision.of(first, end, MOST_COLUMNS, wanted());
        int rows = end - first <= MOST_COLUMNS ? MOST_ROWS : Math.min(MOST_ROWS, whole() + ROWS_BESIDE_FIRST);
        this.steps = Elision.of(0, outputLength(), rows, IntStream.empty());
    }

    ConvGeometry geometry() {
        return geometry;
    }

    int length() {
        return length;
    }

    int outputLength() {
        return geometry.outputLength(length);
    }

    /// The shown positions of the padded input; the signal itself begins at 0.
    List<Elision.Slot> columns() {
        return columns.slots();
    }

    /// The shown steps.
    List<Elision.Slot> steps() {
        return steps.slots();
    }

    boolean isPadding(int position) {
        return position < 0 || position >= length;
    }

    /// Whether negative padding cuts a sample off.
    boolean isCropped(int position) {
        return position < -geometry.padLeft() || position >= length + geometry.padRight();
    }

    int windowEnd(int step) {
        return geometry.windowStart(step) + geometry.receptiveField() - 1;
    }

    boolean isTap(int step, int position) {
        int offset = position - geometry.windowStart(step);
        return offset >= 0 && position <= windowEnd(step) && offset % geometry.dilation() == 0;
    }

    int tap(int step, int position) {
        return (position - geometry.windowStart(step)) / geometry.dilation();
    }

    /// The index of each shown position.
    CellText indexTexts(double width) {
        return CellText.of(
                columns.positions(),
                width,
                (position, digits) -> isPadding(position) ? "pad" : Integer.toString(position));
    }

    /// The sample at each shown position.
    CellText inputTexts(double width) {
        return CellText.of(columns.positions(), width, (position, digits) -> {
            int source = isPadding(position) ? geometry.paddingMode().source(position, length) : position;
            if (source < 0) {
                return "0";
            }
            return input == null ? "x" + source : NumberText.of(input[source], digits);
        });
    }

    /// The weight of each shown tap.
    CellText kernelTexts(double width) {
        int[] taps = IntStream.of(steps.positions())
                .flatMap(step -> IntStream.of(columns.positions())
                        .filter(position -> isTap(step, position))
                        .map(position -> tap(step, position)))
                .distinct()
                .toArray();
        return CellText.of(
                taps, width, (tap, digits) -> kernel == null ? "w" + tap : NumberText.of(kernel[tap], digits));
    }

    /// The output of each shown step.
    CellText outputTexts(double width) {
        boolean known = output != null || input != null && kernel != null;
        return CellText.of(
                steps.positions(),
                width,
                (step, digits) ->
                        known ? NumberText.of(output == null ? sum(step) : output[step], digits) : "y" + step);
    }

    // In double: the few digits shown are those of any order of summation.
    private float sum(int step) {
        double sum = 0;
        for (int tap = 0; tap < kernel.length; tap++) {
            int position = geometry.windowStart(step) + tap * geometry.dilation();
            int source = isPadding(position) ? geometry.paddingMode().source(position, length) : position;
            sum += source < 0 ? 0 * kernel[tap] : (double) kernel[tap] * input[source];
        }
        return (float) sum;
    }

    // Both ends of the windows of the first steps and of the last one, then what is next to these ends.
    private IntStream wanted() {
        List<Integer> wanted = new ArrayList<>();
        int last = outputLength() - 1;
        int window = geometry.receptiveField();
        for (int offset = 0; offset < Math.min(window, MOST_COLUMNS); offset++) {
            for (int step : new int[] {0, last, 1, 2}) {
                if (step <= last) {
                    wanted.add(geometry.windowStart(step) + offset);
                    wanted.add(windowEnd(step) - offset);
                }
            }
        }
        return wanted.stream().mapToInt(Integer::intValue);
    }

    // How many of the first steps have both ends in sight.
    private int whole() {
        int step = 0;
        while (step < outputLength() && columns.shows(geometry.windowStart(step)) && columns.shows(windowEnd(step))) {
            step++;
        }
        return step;
    }
}
