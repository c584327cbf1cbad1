package tapline.kernel;

import tapline.shape.ConvGeometry;

/// The sums of blocks so far, in double, for a part of the weight.
///
/// @param values `[channels][terms]` of the range
record GradientSums(ConvGeometry geometry, WeightRange range, double[] values) {
    GradientSums(ConvGeometry geometry, WeightRange range) {
        this(geometry, range, new double[range.channels() * range.terms()]);
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

    /// Rounds all to float.
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
    }
}
