package tapline.nn;

import tapline.tensor.DType;
import tapline.tensor.Tensor;

/// What the builders of the norms of channels have in common. Not thread-safe.
///
/// @param <B> the builder itself
public abstract sealed class NormBuilder<B extends NormBuilder<B>>
        permits RunningNorm.Builder, GroupNorm.Builder, LayerNorm.Builder {
    double eps = 1e-5;
    boolean affine;
    DType dtype = DType.FLOAT32;

    NormBuilder(boolean affine) {
        this.affine = affine;
    }

    /// What is added to variances, so that none is 0; 1e-5 if not said.
    public B eps(double eps) {
        this.eps = eps;
        return self();
    }

    /// Whether the result is multiplied by a learned weight, and a learned bias added.
    public B affine(boolean affine) {
        this.affine = affine;
        return self();
    }

    /// The element type of the parameters, and so of the inputs; float32 if not said.
    public B dtype(DType dtype) {
        this.dtype = dtype;
        return self();
    }

    abstract B self();

    /// The weight, 1 everywhere at first, of `module`; null without.
    Parameter weight(Module module, int... shape) {
        if (!affine) {
            return null;
        }
        ParameterLimit.claim(shape);
        return module.register("weight", Tensor.full(1, dtype, shape));
    }

    /// The bias, 0 everywhere at first, of `module`; null without.
    Parameter bias(Module module, int... shape) {
        if (!affine) {
            return null;
        }
        ParameterLimit.claim(shape);
        return module.register("bias", Tensor.zeros(dtype, shape));
    }

    static Tensor tensor(Parameter parameter) {
        return parameter == null ? null : parameter.tensor();
    }

    static String repr(boolean value) {
        return value ? "True" : "False";
    }
}
