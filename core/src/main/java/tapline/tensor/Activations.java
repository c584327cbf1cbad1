package tapline.tensor;

import tapline.kernel.Clamp;
import tapline.kernel.Elu;
import tapline.kernel.Gelu;
import tapline.kernel.GeluTanh;
import tapline.kernel.Hardswish;
import tapline.kernel.LeakyRelu;
import tapline.kernel.LogSigmoid;
import tapline.kernel.Mish;
import tapline.kernel.Relu;
import tapline.kernel.Sigmoid;
import tapline.kernel.Silu;
import tapline.kernel.Softplus;
import tapline.kernel.Softsign;
import tapline.kernel.Tanh;
import tapline.shape.ShapeException;

/// Activations as functions: PyTorch's `torch.nn.functional`. Results have the shape and type of the input, but for
/// [#glu].
///
/// In float32, where nothing else is said, each result is within 4 units in the last place of the exact one, and
/// the same bits on every machine, whatever stands beside it.
public final class Activations {
    private Activations() {}

    /// `max(x, 0)`.
    public static Tensor relu(Tensor x) {
        return Mapping.forward("ReluBackward0", new Relu(), x);
    }

    /// `min(max(x, 0), 6)`.
    public static Tensor relu6(Tensor x) {
        return hardtanh(x, 0, 6);
    }

    /// `x` between `min` and `max`, else the bound that it is beyond.
    ///
    /// @throws ShapeException if `min` is not below `max`
    public static Tensor hardtanh(Tensor x, double min, double max) {
        if (!(min < max)) {
            throw new ShapeException("expected min_val < max_val, but got " + min + " and " + max);
        }
        return Mapping.forward("HardtanhBackward0", new Clamp(min, max), x);
    }

    /// `x` where it is positive, else `slope * x`.
    public static Tensor leakyRelu(Tensor x, double slope) {
        return Mapping.forward("LeakyReluBackward0", new LeakyRelu(slope), x);
    }

    /// `x` where it is positive, else `weight * x`.
    ///
    /// @param weight `[1]`, or `[channels]` for one slope for each index of the input's dimension 1
    /// @throws ShapeException if there are other channels than slopes
    /// @throws DTypeException if the element types differ
    public static Tensor prelu(Tensor x, Tensor weight) {
        return Prelu.forward(x, weight);
    }

    /// `x` where it is positive, else `alpha * (e^x - 1)`.
    public static Tensor elu(Tensor x, double alpha) {
        return Mapping.forward("EluBackward0", new Elu(1, alpha), x);
    }

    /// [#elu] with the scale and alpha that keep mean 0 and variance 1 from layer to layer.
    public static Tensor selu(Tensor x) {
        return Mapping.forward("EluBackward0", Elu.SELU, x);
    }

    /// `x` times the probability that a standard normal number is below `x`. For `x` far below 0 the relative error
    /// is up to `x^2 / 2` units in the last place.
    public static Tensor gelu(Tensor x) {
        return Mapping.forward("GeluBackward0", new Gelu(), x);
    }

    /// `x * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 x^3))) / 2`, which is close to [#gelu]; the relative error for
    /// `x` far below 0 is up to the argument of tanh, twice, in units in the last place.
    public static Tensor geluTanh(Tensor x) {
        return Mapping.forward("GeluBackward0", new GeluTanh(), x);
    }

    /// `x / (1 + e^-x)`.
    public static Tensor silu(Tensor x) {
        return Mapping.forward("SiluBackward0", new Silu(), x);
    }

    /// `x * tanh(ln(1 + e^x))`.
    public static Tensor mish(Tensor x) {
        return Mapping.forward("MishBackward0", new Mish(), x);
    }

    /// `1 / (1 + e^-x)`.
    public static Tensor sigmoid(Tensor x) {
        return Mapping.forward("SigmoidBackward0", new Sigmoid(), x);
    }

    /// `ln(1 / (1 + e^-x))`.
    public static Tensor logSigmoid(Tensor x) {
        return Mapping.forward("LogSigmoidBackward0", new LogSigmoid(), x);
    }

    /// The hyperbolic tangent.
    public static Tensor tanh(Tensor x) {
        return Mapping.forward("TanhBackward0", new Tanh(), x);
    }

    /// `ln(1 + e^(beta * x)) / beta`, and `x` where `beta * x` is above the threshold.
    ///
    /// @throws ShapeException if `beta` is not positive
    public static Tensor softplus(Tensor x, double beta, double threshold) {
        if (!(beta > 0)) {
            throw new ShapeException("softplus: expected beta > 0, but got " + beta);
        }
        return Mapping.forward("SoftplusBackward0", new Softplus(beta, threshold), x);
    }

    /// `x / (1 + |x|)`.
    public static Tensor softsign(Tensor x) {
        return Mapping.forward("SoftsignBackward0", new Softsign(), x);
    }

    /// `x * max(0, min(6, x + 3)) / 6`.
    public static Tensor hardswish(Tensor x) {
        return Mapping.forward("HardswishBackward0", new Hardswish(), x);
    }

    /// `e^x`, divided by the sum of those along dimension `dim`, which is added up in double in ascending order.
    ///
    /// @param dim from 0, or from the end if negative
    public static Tensor softmax(Tensor x, int dim) {
        return Softmax.softmax(x, dim);
    }

    /// The logarithm of [#softmax].
    ///
    /// @param dim from 0, or from the end if negative
    public static Tensor logSoftmax(Tensor x, int dim) {
        return Softmax.logSoftmax(x, dim);
    }

    /// The first half along dimension `dim`, times [#sigmoid] of the second (Dauphin et al., 2016).
    ///
    /// @param dim from 0, or from the end if negative; its size is even, and half of it in the result
    /// @throws ShapeException if the size is odd
    public static Tensor glu(Tensor x, int dim) {
        return Glu.forward(x, dim);
    }

    /// Elements become 0 with probability `p`; the others are divided by `1 - p`.
    ///
    /// Element `i`, in row-major order, is kept where draw `i` of `generator.rand` (float32, also for a float64
    /// tensor) is at least `p`: one draw for each element. PyTorch draws otherwise, and differently on different
    /// machines.
    ///
    /// @throws ShapeException if `p` is not between 0 and 1
    public static Tensor dropout(Tensor x, double p, Generator generator) {
        return Dropout.forward(x, p, generator);
    }

    /// `x * weight^T + bias` along the last dimension. Each element is a sum under the bit contract, as that of a
    /// convolution with one tap.
    ///
    /// @param x `[..., in]`
    /// @param weight `[out, in]`
    /// @param bias `[out]`, or null for none
    /// @return `[..., out]`
    /// @throws ShapeException if the shapes do not go together
    /// @throws DTypeException if the element types differ
    public static Tensor linear(Tensor x, Tensor weight, Tensor bias) {
        return Linear.forward(x, weight, bias);
    }
}
