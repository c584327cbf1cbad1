package tapline.onnx;

import java.util.Arrays;
import java.util.function.LongBinaryOperator;
import tapline.onnx.Value.Integers;
import tapline.shape.Shape;
import tapline.shape.ShapeException;
import tapline.tensor.Tensor;

/// Comparisons, whose results are truth values, and what is done with these.
final class ComparisonOperators {
    private ComparisonOperators() {}

    /// Whether a pair of numbers passes.
    private interface Comparison {
        boolean test(double x, double y);
    }

    static void addTo(OperatorTable table) {
        compare(table, 1, "Equal", (x, y) -> x == y);
        compare(table, 1, "Greater", (x, y) -> x > y);
        compare(table, 1, "Less", (x, y) -> x < y);
        compare(table, 12, "GreaterOrEqual", (x, y) -> x >= y);
        compare(table, 12, "LessOrEqual", (x, y) -> x <= y);
        logical(table, "And", (x, y) -> x & y);
        logical(table, "Or", (x, y) -> x | y);
        logical(table, "Xor", (x, y) -> x ^ y);
        table.add(
                "Not",
                1,
                1,
                node -> Operator.single(inputs -> {
                    Integers x = inputs.integers(0);
                    Integers result = (Integers) x.blank(x.shape());
                    Arrays.setAll(result.elements(), i -> 1 - x.elements()[i]);
                    return result;
                }));
        table.addSince(
                9,
                "IsNaN",
                1,
                1,
                1,
                node -> Operator.single(inputs -> {
                    Tensor x = inputs.tensor(0);
                    return ConstantOperators.cast(Value.of(x.map(v -> Double.isNaN(v) ? 1 : 0)), ElementType.BOOL);
                }));
        table.addSince(9, "Where", 3, 3, 1, node -> Operator.single(ComparisonOperators::where));
    }

    private static void compare(OperatorTable table, int since, String name, Comparison comparison) {
        table.addSince(
                since,
                name,
                2,
                2,
                1,
                node -> Operator.single(inputs -> {
                    Value x = inputs.value(0);
                    Value y = inputs.value(1);
                    if (x instanceof Value.Floats(Tensor a) && y instanceof Value.Floats(Tensor b)) {
                        Tensor result = a.zip(b, (v, w) -> comparison.test(v, w) ? 1 : 0);
                        return ConstantOperators.cast(Value.of(result), ElementType.BOOL);
                    }
                    // What Long.compare says of two integers, compared with 0, is the same question without rounding.
                    return ArithmeticOperators.integers(
                            x, y, ElementType.BOOL, (v, w) -> comparison.test(Long.compare(v, w), 0) ? 1 : 0);
                }));
    }

    private static void logical(OperatorTable table, String name, LongBinaryOperator operation) {
        table.add(
                name,
                2,
                2,
                node -> Operator.single(inputs ->
                        ArithmeticOperators.integers(inputs.value(0), inputs.value(1), ElementType.BOOL, operation)));
    }

    private static Value where(Inputs inputs) {
        Value x = inputs.value(1);
        Value y = inputs.value(2);
        if (x.type() != y.type()) {
            throw new ShapeException("expected values of one type, but got " + x.type() + " and " + y.type());
        }
        Shape shape = StridedCopy.common(StridedCopy.common(inputs.shape(0), x.shape()), y.shape());
        long[] condition =
                (long[]) StridedCopy.expand(inputs.integers(0), shape).array();
        Object yes = StridedCopy.expand(x, shape).array();
        Value no = StridedCopy.expand(y, shape);
        Value result = no.blank(shape);
        for (int i = 0; i < condition.length; i++) {
            System.arraycopy(condition[i] != 0 ? yes : no.array(), i, result.array(), i, 1);
        }
        return result;
    }
}
