package tapline.tensor;

import tapline.kernel.ElementFunction;
import tapline.kernel.Parallel;

/// A function of each element, with its step back beneath it.
final class Mapping {
    /// Elements below which a thread is not worth waking.
    private static final int WORTH_SPLITTING = 1 << 15;

    /// Elements that stay in the fastest memory between the loops of a function that has several.
    private static final int BLOCK = 2048;

    private Mapping() {}

    /// @param step PyTorch's name of the step back
    static Tensor forward(String step, ElementFunction function, Tensor x) {
        return Node.record(step, value(function, x), Edge.to(x, g -> backward(function, x, g)));
    }

    static Tensor value(ElementFunction function, Tensor x) {
        if (x.dtype() == DType.FLOAT64) {
            return Elementwise.map(x, function::of);
        }
        Tensor result = Tensor.resultOver(x);
        blocks(x.shape().elements(), (from, to) -> function.apply(x.floats(), result.floats(), from, to));
        return result;
    }

    /// Puts the function of each element in its place.
    ///
    /// @param x *Modified*
    static void inPlace(ElementFunction function, Tensor x) {
        if (x.dtype() == DType.FLOAT64) {
            System.arraycopy(Elementwise.map(x, function::of).doubles(), 0, x.doubles(), 0, x.doubles().length);
        } else {
            blocks(x.shape().elements(), (from, to) -> function.apply(x.floats(), x.floats(), from, to));
        }
    }

    /// `g * f'(x)`, for a gradient of the same shape.
    static Tensor backward(ElementFunction function, Tensor x, Tensor g) {
        if (x.dtype() == DType.FLOAT64) {
            return Elementwise.zip(x, g, (value, slope) -> slope * function.slope(value));
        }
        Tensor result = GradientArrays.empty(x.dtype(), x.shape());
        blocks(
                x.shape().elements(),
                (from, to) -> function.backward(x.floats(), g.floats(), result.floats(), from, to));
        return result;
    }

    private static void blocks(int elements, Parallel.Range loop) {
        Parallel.ranges(elements, WORTH_SPLITTING, (from, to) -> {
            for (int start = from; start < to; start += BLOCK) {
                loop.run(start, Math.min(start + BLOCK, to));
            }
        });
    }
}
