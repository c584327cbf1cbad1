package tapline.tensor;

import tapline.shape.Interpolation;
import tapline.shape.InterpolationMode;
import tapline.shape.Shape;
import tapline.shape.ShapeException;

/// Signals stretched or shrunk: each sample of the result is the weighted mean of two neighbours in the input,
/// worked out in double, or a copy of one.
final class Interpolate {
    private Interpolate() {}

    static Tensor forward(Tensor x, Interpolation how) {
        Shape shape = x.shape();
        if (shape.rank() != 3) {
            throw new ShapeException("Input Error: Only 3D, 4D and 5D input Tensors supported (got " + shape.rank()
                    + "D) for the modes: nearest | linear | bilinear | bicubic | trilinear | area | nearest-exact "
                    + "(got " + how.mode() + ")");
        }
        Neighbours neighbours = Neighbours.of(how, shape.size(2));
        Tensor result = Tensor.zeros(x.dtype(), shape.with(2, neighbours.count()));
        neighbours.each(
                shape,
                (left, right, share, at) -> result.setElement(
                        at, share == 0 ? x.element(left) : (1 - share) * x.element(left) + share * x.element(right)));
        return Node.record(
                how.mode() == InterpolationMode.LINEAR ? "UpsampleLinear1DBackward0" : "UpsampleNearest1DBackward0",
                result,
                Edge.to(x, g -> back(g, neighbours, shape)));
    }

    private static Tensor back(Tensor g, Neighbours neighbours, Shape shape) {
        double[] sums = new double[shape.elements()];
        neighbours.each(shape, (left, right, share, at) -> {
            sums[left] += (1 - share) * g.element(at);
            sums[right] += share * g.element(at);
        });
        return Tensor.wrap(sums, shape.toArray()).to(g.dtype());
    }

    /// Where each sample of the result lies in the input.
    ///
    /// @param length of the input
    /// @param left neighbour of each
    /// @param share of the right neighbour: 0 at the left one
    private record Neighbours(int length, int[] left, double[] share) {
        interface Sample {
            void at(int left, int right, double share, int at);
        }

        static Neighbours of(Interpolation how, int length) {
            int outputs = how.outputLength(length);
            Neighbours neighbours = new Neighbours(length, new int[outputs], new double[outputs]);
            for (int l = 0; l < outputs; l++) {
                double position = how.position(l, length);
                neighbours.left[l] = (int) position;
                neighbours.share[l] = position - (int) position;
            }
            return neighbours;
        }

        int count() {
            return left.length;
        }

        void each(Shape shape, Sample sample) {
            for (int row = 0; row < shape.elements() / length; row++) {
                for (int l = 0; l < left.length; l++) {
                    int at = row * length + left[l];
                    int next = left[l] + 1 < length ? at + 1 : at;
                    sample.at(at, next, share[l], row * left.length + l);
                }
            }
        }
    }
}
