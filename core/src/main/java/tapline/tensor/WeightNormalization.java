package tapline.tensor;

import tapline.shape.Shape;
import tapline.shape.ShapeException;

/// Weights as direction and magnitude, `g * v / ||v||` for each row, with the step back beneath. Norms are worked
/// out in double in ascending order.
final class WeightNormalization {
    private WeightNormalization() {}

    static Tensor forward(Tensor v, Tensor g, int dim) {
        int d = v.shape().dimension(dim);
        if (!g.shape().equals(normShape(v.shape(), d)) || g.dtype() != v.dtype()) {
            throw new ShapeException(
                    "expected norms of size " + normShape(v.shape(), d).toList() + " and type "
                            + v.dtype() + " for a weight of size " + v.shape().toList() + ", but got "
                            + g.shape().toList() + " and type " + g.dtype());
        }
        return d == 0 ? rows(v, g) : rows(v.transpose(0, d), g.transpose(0, d)).transpose(0, d);
    }

    static Tensor norms(Tensor weight, int dim) {
        int d = weight.shape().dimension(dim);
        Tensor of = weight.detach();
        double[] norms = rowNorms(d == 0 ? of : of.transpose(0, d));
        return Tensor.wrap(norms, normShape(weight.shape(), d).toArray()).to(weight.dtype());
    }

    private static Shape normShape(Shape shape, int dim) {
        Shape norms = shape;
        for (int i = 0; i < shape.rank(); i++) {
            norms = i == dim ? norms : norms.with(i, 1);
        }
        return norms;
    }

    private static double[] rowNorms(Tensor v) {
        double[] norms = new double[v.size(0)];
        int length = v.shape().stride(0);
        for (int row = 0; row < norms.length; row++) {
            double sum = 0;
            for (int i = row * length; i < (row + 1) * length; i++) {
                sum += v.element(i) * v.element(i);
            }
            norms[row] = Math.sqrt(sum);
        }
        return norms;
    }

    private static Tensor rows(Tensor v, Tensor g) {
        double[] norms = rowNorms(v);
        int length = v.shape().stride(0);
        Tensor result = Tensor.zeros(v.dtype(), v.shape());
        for (int row = 0; row < norms.length; row++) {
            // One division for a row: it takes longer than all else.
            double scale = g.element(row) / norms[row];
            for (int i = row * length; i < (row + 1) * length; i++) {
                result.setElement(i, v.element(i) * scale);
            }
        }
        return Node.record(
                "WeightNormInterfaceBackward0",
                result,
                Edge.to(v, slope -> directionGradient(slope, v, g, norms)),
                Edge.to(g, slope -> {
                    double[] along = along(slope, v, norms);
                    return Tensor.wrap(along, g.shape().toArray()).to(g.dtype());
                }));
    }

    /// How much of each row's gradient lies in the direction of that row.
    private static double[] along(Tensor slope, Tensor v, double[] norms) {
        double[] along = new double[norms.length];
        int length = v.shape().stride(0);
        for (int i = 0; i < norms.length * length; i++) {
            along[i / length] += slope.element(i) * (v.element(i) / norms[i / length]);
        }
        return along;
    }

    /// What of each row's gradient is at right angles to that row, scaled: along the row, `v` changes nothing.
    private static Tensor directionGradient(Tensor slope, Tensor v, Tensor g, double[] norms) {
        double[] along = along(slope, v, norms);
        int length = v.shape().stride(0);
        Tensor result = Tensor.zeros(v.dtype(), v.shape());
        for (int i = 0; i < norms.length * length; i++) {
            int row = i / length;
            double across = slope.element(i) - along[row] * (v.element(i) / norms[row]);
            result.setElement(i, across * (g.element(row) / norms[row]));
        }
        return result;
    }
}
