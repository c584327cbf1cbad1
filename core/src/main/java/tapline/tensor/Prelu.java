package tapline.tensor;

import tapline.kernel.ChannelSums;
import tapline.kernel.LeakyRelu;
import tapline.shape.Shape;
import tapline.shape.ShapeException;

/// Leaky ReLU with slopes that are learned, with its step back beneath it.
final class Prelu {
    private Prelu() {}

    static Tensor forward(Tensor x, Tensor weight) {
        check(x, weight);
        Tensor result = Tensor.resultOver(x);
        rows(x.shape(), weight, (slope, from, to) -> {
            if (x.dtype() == DType.FLOAT32) {
                slope.apply(x.floats(), result.floats(), from, to);
            } else {
                for (int i = from; i < to; i++) {
                    result.doubles()[i] = slope.of(x.doubles()[i]);
                }
            }
        });
        return Node.record(
                "PreluBackward0",
                result,
                Edge.to(x, g -> inputGradient(x, weight, g)),
                Edge.to(weight, g -> weightGradient(x, weight, g)));
    }

    private static void check(Tensor x, Tensor weight) {
        if (weight.shape().rank() > 1) {
            throw new ShapeException("prelu: Expected `weight` to be a scalar or 1D tensor, but got: ndim = "
                    + weight.shape().rank());
        }
        int count = weight.shape().elements();
        int channels = x.shape().rank() < 2 ? 1 : x.size(1);
        if (count != 1 && count != channels) {
            throw new ShapeException("Mismatch of parameter numbers and input channel size. Found parameter numbers = "
                    + count + " and channel size = " + channels + ".");
        }
        if (weight.dtype() != x.dtype()) {
            throw new DTypeException(
                    "prelu: Type promoting not supported. Got " + x.dtype() + " and " + weight.dtype());
        }
    }

    private interface Row {
        void run(LeakyRelu slope, int from, int to);
    }

    private static void rows(Shape shape, Tensor weight, Row row) {
        int count = weight.shape().elements();
        int length = count == 1 ? shape.elements() : shape.stride(1);
        for (int start = 0, i = 0; start < shape.elements(); start += length, i++) {
            row.run(new LeakyRelu(weight.element(i % count)), start, start + length);
        }
    }

    private static Tensor inputGradient(Tensor x, Tensor weight, Tensor g) {
        Tensor result = Tensor.zeros(x.dtype(), x.shape());
        rows(x.shape(), weight, (slope, from, to) -> {
            if (x.dtype() == DType.FLOAT32) {
                slope.backward(x.floats(), g.floats(), result.floats(), from, to);
            } else {
                for (int i = from; i < to; i++) {
                    result.doubles()[i] = g.doubles()[i] * slope.slope(x.doubles()[i]);
                }
            }
        });
        return result;
    }

    /// Sums over the samples of a channel, in the order of [ChannelSums].
    private static Tensor weightGradient(Tensor x, Tensor weight, Tensor g) {
        int count = weight.shape().elements();
        int length = count == 1 ? x.shape().elements() : x.shape().stride(1);
        int signals = x.shape().elements() / Math.max(1, count * length);
        Tensor terms = g.mul(x.clamp(Double.NEGATIVE_INFINITY, 0));
        double[] sums = x.dtype() == DType.FLOAT32
                ? ChannelSums.of(terms.floats(), signals, count, length)
                : ChannelSums.of(terms.doubles(), signals, count, length);
        return Tensor.wrap(sums, weight.shape().toArray()).to(x.dtype());
    }
}
