package tapline.tensor;

import tapline.shape.Shape;

/// A tensor `[batch, channels, ...]` as rows of samples, one of each channel of each signal, and which of these
/// rows share a mean and a variance.
///
/// @param rows how many
/// @param channels row `r` is one of channel `r mod channels`
/// @param length samples of a row
/// @param groups of rows that share
/// @param acrossBatch whether a group is a channel of all signals; if not, it is of neighbouring rows
record NormLayout(int rows, int channels, int length, int groups, boolean acrossBatch) {

    /// Each channel, over all signals.
    static NormLayout batch(Shape shape) {
        return new NormLayout(shape.size(0) * shape.size(1), shape.size(1), run(shape), shape.size(1), true);
    }

    /// `groups` groups of neighbouring channels of each signal.
    static NormLayout groups(Shape shape, int groups) {
        int rows = shape.size(0) * shape.size(1);
        return new NormLayout(rows, shape.size(1), run(shape), shape.size(0) * groups, false);
    }

    /// Each row of `length` elements on its own.
    static NormLayout rows(Shape shape, int length) {
        int rows = length == 0 ? 0 : shape.elements() / length;
        return new NormLayout(rows, rows, length, rows, false);
    }

    private static int run(Shape shape) {
        return shape.stride(1);
    }

    int group(int row) {
        return acrossBatch ? row % groups : row / (rows / groups);
    }

    /// Samples of a group.
    int count() {
        return groups == 0 ? 0 : rows / groups * length;
    }

    /// For each group the sum over its rows, in ascending order.
    double[] sumGroups(double[] ofRows) {
        double[] sums = new double[groups];
        for (int row = 0; row < rows; row++) {
            sums[group(row)] += ofRows[row];
        }
        return sums;
    }

    /// For each channel the sum over its rows, in ascending order.
    double[] sumChannels(double[] ofRows) {
        double[] sums = new double[channels];
        for (int row = 0; row < rows; row++) {
            sums[row % channels] += ofRows[row];
        }
        return sums;
    }

    /// For each row what its group has.
    double[] ofGroups(double[] values) {
        double[] result = new double[rows];
        for (int row = 0; row < rows; row++) {
            result[row] = values[group(row)];
        }
        return result;
    }

    /// For each row what its channel has; `otherwise` where there are no values.
    double[] ofChannels(Tensor values, double otherwise) {
        double[] result = new double[rows];
        for (int row = 0; row < rows; row++) {
            result[row] = values == null ? otherwise : values.element(row % channels);
        }
        return result;
    }
}
