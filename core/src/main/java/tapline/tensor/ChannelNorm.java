package tapline.tensor;

import java.util.function.UnaryOperator;
import tapline.kernel.ChannelAffine;
import tapline.kernel.RowCombination;
import tapline.kernel.RowProducts;

/// The norms whose weight and bias belong to channels, `(x - mean) / sqrt(variance + eps) * weight + bias`, with
/// the step back beneath. Mean and variance are those of the input itself, or given.
///
/// @param x the input, detached
/// @param layout which rows share a mean and a variance
/// @param mean of each row
/// @param scale of each row: `1 / sqrt(variance + eps)`
/// @param weight of each row: 1 where there is none
/// @param isOwn whether mean and variance are the input's own, so that gradients flow through them
record ChannelNorm(Tensor x, NormLayout layout, double[] mean, double[] scale, double[] weight, boolean isOwn) {

    /// @param step PyTorch's name of the step back
    /// @param moments of the groups of `layout`
    /// @param affine of the channels
    static Tensor forward(
            String step, Tensor x, NormLayout layout, Moments moments, boolean isOwn, double eps, Affine affine) {
        double[] mean = layout.ofGroups(moments.mean());
        double[] variance = layout.ofGroups(moments.variance());
        double[] weight = layout.ofChannels(affine.weight(), 1);
        ChannelAffine norm = ChannelAffine.norm(mean, variance, eps, weight, layout.ofChannels(affine.bias(), 0));
        Tensor result = applied(norm, x, layout.length());
        if (!Node.isWanted(x, affine.weight(), affine.bias())) {
            return result;
        }
        double[] scale = ChannelAffine.norm(mean, variance, eps, null, null).scale();
        ChannelNorm back = new ChannelNorm(x.detach(), layout, mean, scale, weight, isOwn);
        RowSums sums = new RowSums(back);
        return Node.record(
                step,
                result,
                Edge.to(x, g -> back.inputGradient(g, sums)),
                edge(affine.weight(), g -> back.weightGradient(sums.of(g))),
                edge(affine.bias(), g -> wrap(layout.sumChannels(sums.of(g).plain()), g)));
    }

    private static Edge edge(Tensor parameter, UnaryOperator<Tensor> rule) {
        return parameter == null ? Edge.none() : Edge.to(parameter, rule);
    }

    private static Tensor applied(ChannelAffine affine, Tensor x, int length) {
        Tensor result = Tensor.resultOver(x);
        if (x.dtype() == DType.FLOAT32) {
            affine.run(x.floats(), result.floats(), length);
        } else {
            affine.run(x.doubles(), result.doubles(), length);
        }
        return result;
    }

    private static Tensor wrap(double[] values, Tensor like) {
        return Tensor.wrap(values, values.length).to(like.dtype());
    }

    private Tensor weightGradient(RowSums.Of sums) {
        double[] ofRows = sums.centred().clone();
        for (int row = 0; row < ofRows.length; row++) {
            ofRows[row] *= scale[row];
        }
        return wrap(layout.sumChannels(ofRows), sums.gradient());
    }

    /// `scale * (weight * g - mean(weight * g) - xHat * mean(weight * g * xHat))`, the means being over groups and
    /// `xHat = (x - mean) * scale`; without the means where mean and variance were given.
    private Tensor inputGradient(Tensor g, RowSums sums) {
        double[] slope = product(weight, scale);
        if (!isOwn) {
            return applied(new ChannelAffine(slope, new double[slope.length]), g, layout.length());
        }
        RowSums.Of rows = sums.of(g);
        double[] plain = layout.ofGroups(layout.sumGroups(product(weight, rows.plain())));
        double[] ofInput = layout.ofGroups(layout.sumGroups(product(weight, rows.centred())));
        double[] constant = new double[slope.length];
        for (int row = 0; row < slope.length; row++) {
            ofInput[row] *= -scale[row] * scale[row] * scale[row] / layout.count();
            constant[row] = -scale[row] * plain[row] / layout.count() - ofInput[row] * mean[row];
        }
        RowCombination combination = new RowCombination(slope, ofInput, constant);
        Tensor result = GradientArrays.empty(g.dtype(), g.shape());
        if (g.dtype() == DType.FLOAT32) {
            combination.run(g.floats(), x.floats(), result.floats(), layout.length());
        } else {
            combination.run(g.doubles(), x.doubles(), result.doubles(), layout.length());
        }
        return result;
    }

    private static double[] product(double[] x, double[] y) {
        double[] result = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            result[i] = x[i] * y[i];
        }
        return result;
    }

    /// The sums over rows that all gradients share, worked out once for each gradient of the output.
    private static final class RowSums {
        private final ChannelNorm norm;
        private volatile Of last;

        RowSums(ChannelNorm norm) {
            this.norm = norm;
        }

        /// @param plain of each row the sum of the gradient
        /// @param centred of each row the sum of the gradient times the distance of the input from its mean
        record Of(Tensor gradient, double[] plain, double[] centred) {}

        Of of(Tensor g) {
            Of known = last;
            if (known == null || known.gradient != g) {
                int length = norm.layout.length();
                double[] plain = new double[norm.layout.rows()];
                double[] centred = new double[norm.layout.rows()];
                if (g.dtype() == DType.FLOAT32) {
                    RowProducts.of(g.floats(), norm.x.floats(), norm.mean, length, plain, centred);
                } else {
                    RowProducts.of(g.doubles(), norm.x.doubles(), norm.mean, length, plain, centred);
                }
                known = new Of(g, plain, centred);
                last = known;
            }
            return known;
        }
    }
}
