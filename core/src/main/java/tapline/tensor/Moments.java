package tapline.tensor;

import tapline.kernel.ChannelSums;
import tapline.kernel.RowProducts;

/// The mean and the variance of each group of rows, in double: sums of rows, then of the groups' rows in ascending
/// order; the variance from the distances to the mean, in a second pass.
///
/// @param mean of each group
/// @param variance of each group, divided by the number of samples
record Moments(double[] mean, double[] variance) {
    static Moments of(Tensor x, NormLayout layout) {
        double[] mean = divided(layout.sumGroups(rowSums(x, layout)), layout.count());
        double[] centres = layout.ofGroups(mean);
        double[] squares = x.dtype() == DType.FLOAT32
                ? RowProducts.squares(x.floats(), centres, layout.length())
                : RowProducts.squares(x.doubles(), centres, layout.length());
        return new Moments(mean, divided(layout.sumGroups(squares), layout.count()));
    }

    static double[] rowSums(Tensor x, NormLayout layout) {
        return x.dtype() == DType.FLOAT32
                ? ChannelSums.of(x.floats(), 1, layout.rows(), layout.length())
                : ChannelSums.of(x.doubles(), 1, layout.rows(), layout.length());
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
