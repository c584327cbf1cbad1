package tapline.tensor;

import tapline.kernel.RowProducts;

/// The mean and the variance of each group of rows, in double: sums of rows, then of the groups' rows in ascending
/// order. A group's squares are those around the mean of each row, and what the rows' means are away from the group's.
///
/// @param mean of each group
/// @param variance of each group, divided by the number of samples
record Moments(double[] mean, double[] variance) {
    static Moments of(Tensor x, NormLayout layout) {
        double[] sums = new double[layout.rows()];
        double[] squares = new double[layout.rows()];
        if (x.dtype() == DType.FLOAT32) {
            RowProducts.moments(x.floats(), layout.length(), sums, squares);
        } else {
            RowProducts.moments(x.doubles(), layout.length(), sums, squares);
        }
        double[] mean = divided(layout.sumGroups(sums), layout.count());
        for (int row = 0; row < squares.length; row++) {
            double distance = sums[row] / layout.length() - mean[layout.group(row)];
            squares[row] += layout.length() * distance * distance;
        }
        return new Moments(mean, divided(layout.sumGroups(squares), layout.count()));
    }

    private static double[] divided(double[] sums, int count) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] /= count;
        }
        return sums;
    }

    /// What running statistics of `channels` channels move towards: means, and variances divided by one less than
    /// the number of samples, both averaged over the groups of a channel.
    Normalized running(Tensor output, NormLayout layout, int channels) {
        int perChannel = Math.max(layout.groups() / channels, 1);
        double[] means = new double[channels];
        double[] variances = new double[channels];
        double unbiased = layout.count() / (layout.count() - 1.0);
        for (int group = 0; group < layout.groups(); group++) {
            means[group % channels] += mean[group] / perChannel;
            variances[group % channels] += variance[group] * unbiased / perChannel;
        }
        return new Normalized(
                output,
                Tensor.wrap(means, channels).to(output.dtype()),
                Tensor.wrap(variances, channels).to(output.dtype()));
    }
}
