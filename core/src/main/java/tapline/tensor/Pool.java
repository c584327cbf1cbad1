package tapline.tensor;

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
        Tensor result = Tensor.result(x.dtype(), shape.with(shape.rank() - 1, windows.count()), x);
        ranges(shape, windows, (from, to) -> {
            if (x.dtype() == DType.FLOAT32) {
                Pools.maxima(x.floats(), windows, result.floats(), from, to);
            } else {
                Pools.maxima(x.doubles(), windows, result.doubles(), from, to);
            }
        });
        Tensor input = x.detach();
        return Node.record(step, result, Edge.to(x, g -> maxBack(g, input, result, windows)));
    }

    private static Tensor maxBack(Tensor g, Tensor x, Tensor y, PoolWindows windows) {
        Tensor result = GradientArrays.empty(g.dtype(), x.shape());
        ranges(x.shape(), windows, (from, to) -> {
            if (g.dtype() == DType.FLOAT32) {
                Pools.maximaBack(x.floats(), y.floats(), g.floats(), windows, result.floats(), from, to);
            } else {
                Pools.maximaBack(x.doubles(), g.doubles(), windows, result.doubles(), from, to);
            }
        });
        return result;
    }

    private static Tensor mean(Tensor x, PoolWindows windows, String step) {
        Shape shape = x.shape();
        Tensor result = Tensor.result(x.dtype(), shape.with(shape.rank() - 1, windows.count()), x);
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
