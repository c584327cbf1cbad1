package tapline.tensor;

import java.util.Arrays;
import tapline.kernel.Parallel;
import tapline.kernel.PoolWindows;
import tapline.kernel.Pools;
import tapline.shape.PoolOptions;
import tapline.shape.Shape;

/// Maxima and means of windows, each with its step back beneath it. Windows may overlap: a sample's gradient is
/// added up over its windows in ascending order, in the element type.
final class Pool {
    private static final int WORTH_SPLITTING = 1 << 14;

    private Pool() {}

    static Tensor max(Tensor x, PoolOptions options) {
        PoolChecks.max(x.shape(), options);
        return max(x, PoolWindows.of(options, x.size(-1)), "MaxPool2DWithIndicesBackward0");
    }

    static Tensor adaptiveMax(Tensor x, int outputSize) {
        PoolChecks.adaptive("adaptive_max_pool", x.shape(), outputSize);
        return max(x, PoolWindows.adaptive(x.size(-1), outputSize), "AdaptiveMaxPool2DBackward0");
    }

    static Tensor mean(Tensor x, PoolOptions options) {
        PoolChecks.mean(x.shape(), options);
        return mean(x, PoolWindows.of(options, x.size(-1)), "AvgPool2DBackward0");
    }

    static Tensor adaptiveMean(Tensor x, int outputSize) {
        PoolChecks.adaptive("adaptive_avg_pool", x.shape(), outputSize);
        return mean(x, PoolWindows.adaptive(x.size(-1), outputSize), "AdaptiveAvgPool2DBackward0");
    }

    /// What is done with one row: where it starts in the input and in the result.
    private interface Row {
        void at(int input, int output);
    }

    private static void rows(Shape shape, PoolWindows windows, Row row) {
        ranges(shape, windows, (from, to) -> {
            for (int r = from; r < to; r++) {
                row.at(r * windows.length(), r * windows.count());
            }
        });
    }

    private static void ranges(Shape shape, PoolWindows windows, Parallel.Range rows) {
        int length = windows.length();
        int count = length == 0 ? 0 : shape.elements() / length;
        Parallel.ranges(count, Math.max(1, WORTH_SPLITTING / Math.max(length, 1)), rows);
    }

    private static Tensor max(Tensor x, PoolWindows windows, String step) {
        Shape shape = x.shape();
        Tensor result = Tensor.result(x.dtype(), shape.with(shape.rank() - 1, windows.count()));
        if (x.dtype() == DType.FLOAT32 && !Node.isWanted(x)) {
            ranges(shape, windows, (from, to) -> Pools.maxima(x.floats(), windows, result.floats(), from, to));
            return result;
        }
        int[] largest = new int[result.shape().elements()];
        rows(shape, windows, (input, output) -> {
            for (int l = 0; l < windows.count(); l++) {
                int at = largest(x, input + windows.from()[l], input + windows.to()[l], windows.step());
                largest[output + l] = at;
            }
            gather(x, largest, result, output, output + windows.count());
        });
        return Node.record(step, result, Edge.to(x, g -> maxBack(g, largest, windows, shape)));
    }

    private static int largest(Tensor x, int from, int to, int step) {
        return x.dtype() == DType.FLOAT32
                ? Pools.largest(x.floats(), from, to, step)
                : Pools.largest(x.doubles(), from, to, step);
    }

    /// The elements of `x` at `indices[from]` to `indices[to - 1]`, into `result` at the same places.
    private static void gather(Tensor x, int[] indices, Tensor result, int from, int to) {
        if (x.dtype() == DType.FLOAT32) {
            float[] samples = x.floats();
            float[] values = result.floats();
            for (int i = from; i < to; i++) {
                values[i] = indices[i] < 0 ? Float.NEGATIVE_INFINITY : samples[indices[i]];
            }
        } else {
            for (int i = from; i < to; i++) {
                result.doubles()[i] = indices[i] < 0 ? Double.NEGATIVE_INFINITY : x.doubles()[indices[i]];
            }
        }
    }

    private static Tensor maxBack(Tensor g, int[] largest, PoolWindows windows, Shape shape) {
        Tensor result = GradientArrays.empty(g.dtype(), shape);
        rows(shape, windows, (input, output) -> {
            if (g.dtype() == DType.FLOAT32) {
                Arrays.fill(result.floats(), input, input + windows.length(), 0);
                scatter(g.floats(), largest, result.floats(), output, output + windows.count());
            } else {
                scatter(g.doubles(), largest, result.doubles(), output, output + windows.count());
            }
        });
        return result;
    }

    /// Adds elements `from` to `to` of `g` to those of `result` that they came from.
    private static void scatter(float[] g, int[] indices, float[] result, int from, int to) {
        for (int i = from; i < to; i++) {
            if (indices[i] >= 0) {
                result[indices[i]] += g[i];
            }
        }
    }

    private static void scatter(double[] g, int[] indices, double[] result, int from, int to) {
        for (int i = from; i < to; i++) {
            if (indices[i] >= 0) {
                result[indices[i]] += g[i];
            }
        }
    }

    private static Tensor mean(Tensor x, PoolWindows windows, String step) {
        Shape shape = x.shape();
        Tensor result = Tensor.result(x.dtype(), shape.with(shape.rank() - 1, windows.count()));
        rows(shape, windows, (input, output) -> {
            for (int l = 0; l < windows.count(); l++) {
                int from = input + windows.from()[l];
                int to = input + windows.to()[l];
                int divisor = windows.divisor()[l];
                result.setElement(
                        output + l,
                        x.dtype() == DType.FLOAT32
                                ? Pools.mean(x.floats(), from, to, 1, divisor)
                                : Pools.mean(x.doubles(), from, to, divisor));
            }
        });
        return Node.record(step, result, Edge.to(x, g -> meanBack(g, windows, shape)));
    }

    private static Tensor meanBack(Tensor g, PoolWindows windows, Shape shape) {
        Tensor result = Tensor.zeros(g.dtype(), shape);
        rows(shape, windows, (input, output) -> {
            for (int l = 0; l < windows.count(); l++) {
                double share = g.element(output + l) / windows.divisor()[l];
                for (int i = input + windows.from()[l]; i < input + windows.to()[l]; i++) {
                    result.setElement(i, result.element(i) + share);
                }
            }
        });
        return result;
    }
}
