package tapline.tensor;

import tapline.kernel.ConvProblem;
import tapline.kernel.OutputRows;
import tapline.shape.ConvGeometry;
import tapline.shape.ConvOptions;
import tapline.shape.Shape;
import tapline.shape.ShapeException;

/// The linear map, with its step back beneath it: a convolution with one tap, for which rows are samples and
/// features are channels. Tensors are turned for it, and results turned back.
final class Linear {
    private Linear() {}

    static Tensor forward(Tensor x, Tensor weight, Tensor bias) {
        Shape shape = x.shape();
        check(x, weight, bias);
        int in = weight.size(1);
        int out = weight.size(0);
        int rows = in == 0 ? rows(shape) : shape.elements() / in;
        ConvGeometry geometry = ConvOptions.DEFAULT.geometry(Shape.of(out, in, 1), rows);
        ConvProblem problem = new ConvProblem(geometry, 1, rows, OutputRows.full(rows));
        Tensor turned = Tensor.zeros(x.dtype(), out, rows);
        Convolution.compute(problem, false, turned(x, rows, in), weight, bias, turned);
        Tensor y = turned(turned, out, rows).as(shape.with(shape.rank() - 1, out));
        return Node.record(
                step(shape.rank(), bias),
                y,
                Edge.to(
                        x,
                        g -> turned(
                                        Convolution.inputGradient(
                                                problem, turned(g, rows, out), weight, Shape.of(1, in, rows)),
                                        in,
                                        rows)
                                .as(shape)),
                Edge.to(
                        weight,
                        g -> Convolution.weightGradient(
                                problem, turned(x, rows, in), turned(g, rows, out), weight.shape())),
                bias == null ? Edge.none() : Edge.to(bias, g -> Convolution.channelSums(turned(g, rows, out), 1, out)));
    }

    private static int rows(Shape shape) {
        return shape.with(shape.rank() - 1, 1).elements();
    }

    private static void check(Tensor x, Tensor weight, Tensor bias) {
        Shape w = weight.shape();
        if (w.rank() != 2 || x.shape().rank() == 0) {
            throw new ShapeException(
                    "linear(): expected input [..., in] and weight [out, in], but got " + x.shape() + " and " + w);
        }
        if (x.size(-1) != w.size(1)) {
            throw new ShapeException("mat1 and mat2 shapes cannot be multiplied (" + rows(x.shape()) + "x" + x.size(-1)
                    + " and " + w.size(1) + "x" + w.size(0) + ")");
        }
        if (bias != null && !bias.shape().equals(Shape.of(w.size(0)))) {
            throw new ShapeException("linear(): expected bias of size [" + w.size(0) + "], but got "
                    + bias.shape().toList());
        }
        if (x.dtype() != weight.dtype() || bias != null && bias.dtype() != weight.dtype()) {
            throw new DTypeException("mat1 and mat2 must have the same dtype");
        }
    }

    private static String step(int rank, Tensor bias) {
        if (rank == 2) {
            return bias == null ? "MmBackward0" : "AddmmBackward0";
        }
        return rank == 1 && bias == null ? "SqueezeBackward3" : "ViewBackward0";
    }

    /// `[rows, columns]` as `[columns, rows]`, copied; the same elements where one of them is 1.
    private static Tensor turned(Tensor x, int rows, int columns) {
        if (rows == 1 || columns == 1) {
            return x.detach().as(Shape.of(columns, rows));
        }
        Tensor result = Tensor.zeros(x.dtype(), columns, rows);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                result.setElement(column * rows + row, x.element(row * columns + column));
            }
        }
        return result;
    }
}
