package tapline.tensor;

import tapline.shape.Shape;

/// Placeholder.
public final class Init {
    private Init() {}

    public static Tensor convolutionWeight(Generator generator, DType dtype, int... shape) {
        return Tensor.zeros(dtype, shape);
    }

    public static Tensor convolutionBias(Generator generator, Shape weight, int channels, DType dtype) {
        return Tensor.zeros(dtype, channels);
    }
}
