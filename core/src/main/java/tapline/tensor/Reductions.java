package tapline.tensor;

import java.util.Arrays;
import tapline.shape.Shape;

/// Sums and means, each with its step back beneath it. Sums are added up in double in ascending order, then rounded
/// to the element type.
final class Reductions {
    private Reductions() {}

    static Tensor sum(Tensor x) {
        Tensor total = along(x.detach().reshape(-1), 0);
        Shape shape = x.shape();
        return Node.record("SumBackward0", total, Edge.to(x, g -> expand(g, shape)));
    }

    /// @param dim from 0, or from the end if negative; the result lacks it
    static Tensor sum(Tensor x, int dim) {
        Shape shape = x.shape();
        return Node.record("SumBackward1", along(x, dim), Edge.to(x, g -> expandAlong(g, shape, dim)));
    }

    static Tensor mean(Tensor x) {
        Shape shape = x.shape();
        int count = shape.elements();
        return Node.record("MeanBackward0", sum(x.detach()).div(count), Edge.to(x, g -> expand(g.div(count), shape)));
    }

    /// @param dim from 0, or from the end if negative; the result lacks it
    static Tensor mean(Tensor x, int dim) {
        Shape shape = x.shape();
        int count = shape.rank() == 0 ? 1 : shape.size(dim);
        return Node.record(
                "MeanBackward1", along(x, dim).div(count), Edge.to(x, g -> expandAlong(g.div(count), shape, dim)));
    }

    /// The sums over the dimensions along which `shape` is repeated in `x`: the adjoint of broadcasting.
    static Tensor sumTo(Tensor x, Shape shape) {
        if (x.shape().equals(shape)) {
            return x;
        }
        Broadcast broadcast = Broadcast.of(x.shape(), shape);
        double[] sums = new double[shape.elements()];
        broadcast.rows((from, to, start) -> {
            for (int i = 0; i < broadcast.rowLength(); i++) {
                sums[to + i * broadcast.rightStep()] += x.element(from + i);
            }
        });
        return Tensor.wrap(sums, shape.toArray()).to(x.dtype());
    }

    /// Repeats `x` to `shape`: the adjoint of [#sumTo].
    static Tensor expand(Tensor x, Shape shape) {
        Tensor result = GradientArrays.empty(x.dtype(), shape);
        if (x.dtype() == DType.FLOAT32 && x.shape().elements() == 1) {
            Arrays.fill(result.floats(), x.floats()[0]);
            return result;
        }
        Broadcast broadcast = Broadcast.of(shape, x.shape());
        broadcast.rows((same, from, start) -> {
            for (int i = 0; i < broadcast.rowLength(); i++) {
                result.setElement(start + i, x.element(from + i * broadcast.rightStep()));
            }
        });
        return result;
    }

    private static Tensor expandAlong(Tensor g, Shape shape, int dim) {
        return shape.rank() == 0
                ? g
                : expand(g.reshape(shape.with(shape.dimension(dim), 1).toArray()), shape);
    }

    private static Tensor along(Tensor x, int dim) {
        int d = x.shape().dimension(dim);
        Shape shape = x.shape().rank() == 0 ? Shape.of(1) : x.shape();
        Tensor result = Tensor.zeros(x.dtype(), shape.without(d));
        int size = shape.size(d);
        int run = shape.stride(d);
        for (int i = 0; i < result.shape().elements(); i++) {
            int base = i / run * size * run + i % run;
            double sum = 0;
            for (int j = 0; j < size; j++) {
                sum += x.element(base + j * run);
            }
            result.setElement(i, sum);
        }
        return result;
    }
}
