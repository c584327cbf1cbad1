package tapline.tensor;

import tapline.shape.ShapeException;

/// The product of two matrices, with its step back beneath it.
final class MatMul {
    private MatMul() {}

    /// @param x `[rows, inner]`
    /// @param y `[inner, columns]`
    /// @return `[rows, columns]`, each element a chain of fused multiply-adds by `inner` ascending
    static Tensor matmul(Tensor x, Tensor y) {
        check(x, y);
        return Node.record(
                "MmBackward0",
                product(x, y),
                Edge.to(x, g -> product(g, y.transpose(0, 1))),
                Edge.to(y, g -> product(x.transpose(0, 1), g)));
    }

    private static void check(Tensor x, Tensor y) {
        if (x.shape().rank() != 2 || y.shape().rank() != 2) {
            throw new ShapeException("expected two matrices, but got " + x.shape() + " and " + y.shape());
        }
        if (x.size(1) != y.size(0)) {
            throw new ShapeException("mat1 and mat2 shapes cannot be multiplied (" + x.size(0) + "x" + x.size(1)
                    + " and " + y.size(0) + "x" + y.size(1) + ")");
        }
        if (x.dtype() != y.dtype()) {
            throw new DTypeException(
                    "expected m1 and m2 to have the same dtype, but got: " + x.dtype() + " != " + y.dtype());
        }
    }

    private static Tensor product(Tensor x, Tensor y) {
        int rows = x.size(0);
        int inner = x.size(1);
        int columns = y.size(1);
        Tensor result = Tensor.zeros(x.dtype(), rows, columns);
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < inner; i++) {
                if (x.dtype() == DType.FLOAT32) {
                    addRow(
                            x.floats()[row * inner + i],
                            y.floats(),
                            i * columns,
                            result.floats(),
                            row * columns,
                            columns);
                } else {
                    addRow(
                            x.doubles()[row * inner + i],
                            y.doubles(),
                            i * columns,
                            result.doubles(),
                            row * columns,
                            columns);
                }
            }
        }
        return result;
    }

    private static void addRow(float factor, float[] y, int from, float[] into, int at, int count) {
        for (int i = 0; i < count; i++) {
            into[at + i] = Math.fma(factor, y[from + i], into[at + i]);
        }
    }

    private static void addRow(double factor, double[] y, int from, double[] into, int at, int count) {
        for (int i = 0; i < count; i++) {
            into[at + i] = Math.fma(factor, y[from + i], into[at + i]);
        }
    }
}
