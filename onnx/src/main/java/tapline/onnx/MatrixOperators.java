package tapline.onnx;

import java.util.Arrays;
import tapline.formats.FormatException;
import tapline.shape.Shape;
import tapline.shape.ShapeException;
import tapline.tensor.Tensor;

/// Products of matrices.
final class MatrixOperators {
    private MatrixOperators() {}

    static void addTo(OperatorTable table) {
        table.add(
                "MatMul",
                2,
                2,
                node -> Operator.single(inputs -> Value.of(matmul(inputs.tensor(0), inputs.tensor(1)))));
        table.add("Gemm", 2, 3, MatrixOperators::gemm);
    }

    private static Operator.Step gemm(NodeSpec node) throws FormatException {
        double alpha = node.attributes().number("alpha", 1);
        double beta = node.attributes().number("beta", 1);
        boolean transposeLeft = node.attributes().flag("transA", false);
        boolean transposeRight = node.attributes().flag("transB", false);
        if (node.opset() < ArithmeticOperators.BROADCASTS_AS_NUMPY) {
            node.attributes().flag("broadcast", false);
        }
        return Operator.single(inputs -> {
            Tensor x = inputs.tensor(0);
            Tensor y = inputs.tensor(1);
            if (x.shape().rank() != 2 || y.shape().rank() != 2) {
                throw new ShapeException("expected two matrices, but got sizes "
                        + x.shape().toList() + " and " + y.shape().toList());
            }
            Tensor product = (transposeLeft ? x.transpose(0, 1) : x).matmul(transposeRight ? y.transpose(0, 1) : y);
            Tensor scaled = alpha == 1 ? product : product.mul(alpha);
            if (!inputs.has(2)) {
                return Value.of(scaled);
            }
            Tensor added = beta == 1 ? inputs.tensor(2) : inputs.tensor(2).mul(beta);
            Value repeated = StridedCopy.expand(Value.of(added), scaled.shape());
            return Value.of(scaled.add(((Value.Floats) repeated).tensor()));
        });
    }

    /// NumPy's `matmul`: of the last two dimensions, for each index of the others, which are repeated to match.
    static Tensor matmul(Tensor x, Tensor y) {
        int left = x.shape().rank();
        int right = y.shape().rank();
        if (left == 0 || right == 0) {
            throw new ShapeException("expected matrices, but got sizes "
                    + x.shape().toList() + " and " + y.shape().toList());
        }
        if (left == 1) {
            Tensor product = matmul(x.reshape(1, -1), y);
            return right == 1 ? product : product.squeeze(-2);
        }
        if (right == 1) {
            return matmul(x, y.reshape(-1, 1)).squeeze(-1);
        }
        return right == 2 ? rows(x, y) : batches(x, y);
    }

    /// All rows of `x` times one matrix.
    private static Tensor rows(Tensor x, Tensor y) {
        int[] sizes = x.shape().toArray();
        int inner = sizes[sizes.length - 1];
        int rows = inner == 0 ? 0 : x.shape().elements() / inner;
        sizes[sizes.length - 1] = y.size(1);
        if (inner == 0) {
            return Tensor.zeros(x.dtype(), sizes);
        }
        return x.reshape(rows, inner).matmul(y).reshape(sizes);
    }

    private static Tensor batches(Tensor x, Tensor y) {
        Shape batch = StridedCopy.common(outer(x.shape()), outer(y.shape()));
        Tensor left = stacked(x, batch);
        Tensor right = stacked(y, batch);
        Tensor[] products = new Tensor[batch.elements()];
        Arrays.setAll(
                products, i -> left.select(0, i).matmul(right.select(0, i)).unsqueeze(0));
        int[] sizes = Arrays.copyOf(batch.toArray(), batch.rank() + 2);
        sizes[batch.rank()] = x.size(-2);
        sizes[batch.rank() + 1] = y.size(-1);
        return products.length == 0
                ? Tensor.zeros(x.dtype(), sizes)
                : Tensor.cat(Arrays.asList(products), 0).reshape(sizes);
    }

    private static Shape outer(Shape shape) {
        return Shape.of(Arrays.copyOf(shape.toArray(), shape.rank() - 2));
    }

    /// Matrices repeated to a batch: `[batch elements, rows, columns]`.
    private static Tensor stacked(Tensor x, Shape batch) {
        int[] sizes = Arrays.copyOf(batch.toArray(), batch.rank() + 2);
        sizes[batch.rank()] = x.size(-2);
        sizes[batch.rank() + 1] = x.size(-1);
        Value repeated = StridedCopy.expand(Value.of(x), Shape.of(sizes));
        return ((Value.Floats) repeated).tensor().reshape(batch.elements(), x.size(-2), x.size(-1));
    }
}
