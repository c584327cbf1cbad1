package tapline.tensor;

import tapline.kernel.Parallel;
import tapline.shape.Shape;
import tapline.shape.ShapeException;

/// The norm over the last dimensions, whose weight and bias belong to positions: first each row is normalised, then
/// `fma(xHat, weight[i], bias[i])` is taken of element `i` of a row, with the step back beneath.
final class LayerNormalization {
    private static final int WORTH_SPLITTING = 1 << 15;

    private LayerNormalization() {}

    static Tensor forward(Tensor x, Shape normalized, Affine affine, double eps) {
        check(x.shape(), normalized, affine);
        affine.checkTypes(x.dtype());
        NormLayout layout = NormLayout.rows(x.shape(), normalized.elements());
        String step = "NativeLayerNormBackward0";
        Tensor xHat = ChannelNorm.forward(step, x, layout, Moments.of(x, layout), true, eps, Affine.NONE);
        if (affine.weight() == null && affine.bias() == null) {
            return xHat;
        }
        if (!Node.isWanted(xHat, affine.weight(), affine.bias())) {
            // Nobody else sees the normalised rows: they are overwritten.
            return scaled(xHat, affine, layout, xHat);
        }
        return Node.record(
                step,
                scaled(xHat, affine, layout, Tensor.zeros(x.dtype(), x.shape())),
                Edge.to(
                        xHat,
                        g -> scaled(g, new Affine(affine.weight(), null), layout, Tensor.zeros(g.dtype(), g.shape()))),
                affine.weight() == null
                        ? Edge.none()
                        : Edge.to(affine.weight(), g -> columnSums(g, xHat, layout.length(), normalized)),
                affine.bias() == null
                        ? Edge.none()
                        : Edge.to(affine.bias(), g -> columnSums(g, null, layout.length(), normalized)));
    }

    private static void check(Shape input, Shape normalized, Affine affine) {
        if (normalized.rank() < 1) {
            throw new ShapeException("Expected normalized_shape to be at least 1-dimensional, i.e., containing at "
                    + "least one element, but got normalized_shape = []");
        }
        checkAlike("weight", affine.weight(), normalized);
        checkAlike("bias", affine.bias(), normalized);
        int outer = input.rank() - normalized.rank();
        boolean fits = outer >= 0;
        for (int dim = 0; fits && dim < normalized.rank(); dim++) {
            fits = input.size(outer + dim) == normalized.size(dim);
        }
        if (!fits) {
            String sizes = normalized.toList();
            throw new ShapeException("Given normalized_shape=" + sizes + ", expected input with shape [*, "
                    + sizes.substring(1) + ", but got input of size" + input.toList());
        }
    }

    private static void checkAlike(String name, Tensor parameter, Shape normalized) {
        if (parameter != null && !parameter.shape().equals(normalized)) {
            throw new ShapeException("Expected " + name + " to be of same shape as normalized_shape, but got " + name
                    + " of shape " + parameter.shape().toList() + " and normalized_shape = " + normalized.toList());
        }
    }

    /// @param result may be `x` itself. *Modified*
    private static Tensor scaled(Tensor x, Affine affine, NormLayout layout, Tensor result) {
        int length = layout.length();
        if (x.dtype() == DType.FLOAT64) {
            for (int i = 0; i < x.shape().elements(); i++) {
                double weight = affine.weight() == null ? 1 : affine.weight().element(i % length);
                double bias = affine.bias() == null ? 0 : affine.bias().element(i % length);
                result.setElement(i, Math.fma(x.element(i), weight, bias));
            }
            return result;
        }
        float[] weight = affine.weight() == null
                ? Tensor.ones(length).floats()
                : affine.weight().floats();
        float[] bias = affine.bias() == null ? new float[length] : affine.bias().floats();
        Parallel.ranges(layout.rows(), Math.max(1, WORTH_SPLITTING / Math.max(1, length)), (from, to) -> {
            for (int row = from; row < to; row++) {
                row(x.floats(), weight, bias, result.floats(), row * length, length);
            }
        });
        return result;
    }

    private static void row(float[] x, float[] weight, float[] bias, float[] y, int start, int length) {
        for (int i = 0; i < length; i++) {
            y[start + i] = Math.fma(x[start + i], weight[i], bias[i]);
        }
    }

    /// For each position the sum of `g * xHat` over rows in ascending order, in double.
    ///
    /// @param xHat null for 1
    private static Tensor columnSums(Tensor g, Tensor xHat, int length, Shape shape) {
        double[] sums = new double[length];
        for (int start = 0; length > 0 && start < g.shape().elements(); start += length) {
            for (int i = 0; i < length; i++) {
                sums[i] += g.element(start + i) * (xHat == null ? 1 : xHat.element(start + i));
            }
        }
        return Tensor.wrap(sums, shape.toArray()).to(g.dtype());
    }
}
