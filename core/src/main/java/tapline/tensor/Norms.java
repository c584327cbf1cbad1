package tapline.tensor;

import tapline.shape.Shape;
import tapline.shape.ShapeException;

/// Batch, instance and group norms: their checks, in PyTorch's order and words, and which rows share statistics.
final class Norms {
    private static final String BATCH_STEP = "NativeBatchNormBackward0";

    private Norms() {}

    /// @param mean running, or null: the input's own is used then, and in training
    /// @param variance running, or null
    static Normalized batch(Tensor x, Tensor mean, Tensor variance, Affine affine, boolean isTraining, double eps) {
        Shape shape = x.shape();
        if (shape.rank() < 2) {
            throw new ShapeException("expected 2D or 3D input (got " + shape.rank() + "D input)");
        }
        NormLayout layout = NormLayout.batch(shape);
        boolean isOwn = isTraining || mean == null;
        if (isOwn && layout.count() == 1) {
            throw new ShapeException("Expected more than 1 value per channel when training, got input size " + shape);
        }
        int channels = shape.size(1);
        checkVector("running_mean", mean, channels, x.dtype());
        checkVector("running_var", variance, channels, x.dtype());
        checkVector("weight", affine.weight(), channels, x.dtype());
        checkVector("bias", affine.bias(), channels, x.dtype());
        Moments moments = isOwn ? Moments.of(x, layout) : given(mean, variance);
        Tensor output = ChannelNorm.forward(BATCH_STEP, x, layout, moments, isOwn, eps, affine);
        return isOwn ? moments.running(output, layout, channels) : new Normalized(output, mean, variance);
    }

    /// @param isOwn whether the statistics are those of each channel of each signal, or the running ones
    static Normalized instance(Tensor x, Tensor mean, Tensor variance, Affine affine, boolean isOwn, double eps) {
        Shape shape = x.shape();
        if (shape.rank() < 3) {
            throw new ShapeException("expected 2D or 3D input (got " + shape.rank() + "D input)");
        }
        if (!isOwn) {
            return batch(x, mean, variance, affine, false, eps);
        }
        int channels = shape.size(1);
        NormLayout layout = NormLayout.groups(shape, channels);
        if (layout.length() == 1) {
            throw new ShapeException("Expected more than 1 spatial element when training, got input size " + shape);
        }
        checkVector("running_mean", mean, channels, x.dtype());
        checkVector("running_var", variance, channels, x.dtype());
        checkVector("weight", affine.weight(), channels, x.dtype());
        checkVector("bias", affine.bias(), channels, x.dtype());
        Moments moments = Moments.of(x, layout);
        return moments.running(
                ChannelNorm.forward(BATCH_STEP, x, layout, moments, true, eps, affine), layout, channels);
    }

    static Tensor group(Tensor x, int groups, Affine affine, double eps) {
        Shape shape = x.shape();
        if (shape.rank() < 2) {
            throw new ShapeException("Expected at least 2 dimensions for input tensor but received " + shape.rank());
        }
        if (groups < 1) {
            throw new ShapeException("Expected num groups to be greater than 0, got " + groups);
        }
        int channels = shape.size(1);
        if (channels % groups != 0) {
            throw new ShapeException("Expected number of channels in input to be divisible by num_groups, but got "
                    + "input of shape " + shape.toList() + " and num_groups=" + groups);
        }
        checkOfChannels("weight", affine.weight(), shape);
        checkOfChannels("bias", affine.bias(), shape);
        affine.checkTypes(x.dtype());
        NormLayout layout = NormLayout.groups(shape, groups);
        return ChannelNorm.forward("NativeGroupNormBackward0", x, layout, Moments.of(x, layout), true, eps, affine);
    }

    private static Moments given(Tensor mean, Tensor variance) {
        return new Moments(
                mean.to(DType.FLOAT64).doubles(), variance.to(DType.FLOAT64).doubles());
    }

    private static void checkVector(String name, Tensor vector, int channels, DType dtype) {
        if (vector != null && vector.shape().elements() != channels) {
            throw new ShapeException(name + " should contain " + channels + " elements not "
                    + vector.shape().elements());
        }
        Affine.checkType(vector, dtype);
    }

    private static void checkOfChannels(String name, Tensor vector, Shape input) {
        if (vector != null && !vector.shape().equals(Shape.of(input.size(1)))) {
            throw new ShapeException("Expected " + name + " to be a vector of size equal to the number of channels in "
                    + "input, but got " + name + " of shape " + vector.shape().toList() + " and input of shape "
                    + input.toList());
        }
    }
}
