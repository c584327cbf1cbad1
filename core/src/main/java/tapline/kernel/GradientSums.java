package tapline.kernel;

import java.util.Arrays;
import tapline.shape.ConvGeometry;

/// The sums of blocks so far, in double, for a part of the weight. Their array is kept from call to call: a new one,
/// twice the weight's size, costs more than many a small gradient.
///
/// @param values `[channels][terms]` of the range, and more behind them
record GradientSums(ConvGeometry geometry, WeightRange range, double[] values) {
    private static final Spares<double[]> KEPT = new Spares<>(() -> new double[0]);

    /// Longer arrays are not kept: 16 MiB.
    private static final int LONGEST_KEPT = 1 << 21;

    /// Zeros, which belong to the caller until [#write].
    GradientSums(ConvGeometry geometry, WeightRange range) {
        this(geometry, range, zeros(range.channels() * range.terms()));
    }

    private static double[] zeros(int count) {
        double[] kept = KEPT.take();
        if (kept.length < count) {
            return new double[count];
        }
        Arrays.fill(kept, 0, count, 0);
        return kept;
    }

    /// Adds the sums of a tile of `channels` by `terms`.
    ///
    /// @param folded `[channels][width][LANES]`, the lanes folded to four. *Not modified*
    void add(float[] folded, int channel, int channels, int term, int terms, int width) {
        for (int c = 0; c < channels; c++) {
            int to = index(channel + c, term);
            for (int i = 0; i < terms; i++) {
                values[to + i] += GradientBlocks.sum(folded, (c * width + i) * GradientBlocks.LANES);
            }
        }
    }

    private int index(int channel, int term) {
        return (channel - range.firstChannel()) * range.terms() + term - range.firstTerm();
    }

    /// Rounds all to float, and ends the use of these sums.
    ///
    /// @param dw the gradient of all of the weight. *Modified* in the range
    void write(float[] dw) {
        for (int channel = range.firstChannel(); channel < range.endChannel(); channel++) {
            int from = index(channel, range.firstTerm());
            int to = channel * geometry.terms() + range.firstTerm();
            for (int i = 0; i < range.terms(); i++) {
                dw[to + i] = (float) values[from + i];
            }
        }
        if (values.length <= LONGEST_KEPT) {
            KEPT.putBack(values);
        }
    }
}
