package tapline.onnx;

import java.util.Arrays;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import java.util.function.UnaryOperator;
import tapline.formats.FormatException;
import tapline.onnx.Value.Integers;
import tapline.shape.Shape;
import tapline.shape.ShapeException;
import tapline.tensor.Tensor;

/// Arithmetic on pairs of elements, of tensors and of integers.
final class ArithmeticOperators {
    /// The first operator set that repeats operands as NumPy does; before, attributes say along which axis.
    static final int BROADCASTS_AS_NUMPY = 7;

    private ArithmeticOperators() {}

    static void addTo(OperatorTable table) {
        binary(table, "Add", Tensor::add, Long::sum);
        binary(table, "Sub", Tensor::sub, (x, y) -> x - y);
        binary(table, "Mul", Tensor::mul, (x, y) -> x * y);
        binary(table, "Div", Tensor::div, (x, y) -> x / y);
        table.add("Pow", 2, 2, ArithmeticOperators::pow);
        table.addSince(10, "Mod", 2, 2, 1, ArithmeticOperators::mod);
        many(table, "Min", zip(Math::min), Math::min);
        many(table, "Max", zip(Math::max), Math::max);
        many(table, "Sum", Tensor::add, Long::sum);
        table.add(
                "Mean",
                1,
                OperatorTable.ANY,
                node -> Operator.single(inputs -> {
                    inputs.tensor(0);
                    Value sum = folded(inputs, Tensor::add, Long::sum);
                    return Value.of(((Value.Floats) sum).tensor().div(inputs.count()));
                }));
        unary(table, "Neg", Tensor::neg, x -> -x);
        unary(table, "Abs", Tensor::abs, Math::abs);
        table.addSince(9, "Sign", 1, 1, 1, node -> unary(x -> x.map(Math::signum), Long::signum));
    }

    private static BinaryOperator<Tensor> zip(DoubleBinaryOperator function) {
        return (x, y) -> x.zip(y, function);
    }

    private static void binary(
            OperatorTable table, String name, BinaryOperator<Tensor> floats, LongBinaryOperator longs) {
        table.add(name, 2, 2, node -> {
            Operands operands = Operands.read(node);
            return Operator.single(inputs -> of(operands.left(inputs), operands.right(inputs), floats, longs));
        });
    }

    private static void many(
            OperatorTable table, String name, BinaryOperator<Tensor> floats, LongBinaryOperator longs) {
        table.add(name, 1, OperatorTable.ANY, node -> Operator.single(inputs -> folded(inputs, floats, longs)));
    }

    private static Value folded(Inputs inputs, BinaryOperator<Tensor> floats, LongBinaryOperator longs) {
        return Arrays.stream(inputs.values())
                .reduce((x, y) -> of(x, y, floats, longs))
                .orElseThrow();
    }

    private static void unary(OperatorTable table, String name, UnaryOperator<Tensor> floats, LongUnaryOperator longs) {
        table.add(name, 1, 1, node -> unary(floats, longs));
    }

    private static Operator.Step unary(UnaryOperator<Tensor> floats, LongUnaryOperator longs) {
        return Operator.single(inputs -> switch (inputs.value(0)) {
            case Value.Floats(Tensor x) -> Value.of(floats.apply(x));
            case Integers x -> {
                Integers result = (Integers) x.blank(x.shape());
                Arrays.setAll(result.elements(), i -> x.type().wrap(longs.applyAsLong(x.elements()[i])));
                yield result;
            }
        });
    }

    /// The operation on each pair of elements of two values of one type.
    static Value of(Value x, Value y, BinaryOperator<Tensor> floats, LongBinaryOperator longs) {
        if (x instanceof Value.Floats(Tensor a) && y instanceof Value.Floats(Tensor b)) {
            return Value.of(floats.apply(a, b));
        }
        return integers(x, y, x.type(), longs);
    }

    /// The operation on each pair of integers, repeated to one shape.
    ///
    /// @param type of the result
    static Integers integers(Value x, Value y, ElementType type, LongBinaryOperator operation) {
        if (x.type() != y.type() || !(x instanceof Integers) || !(y instanceof Integers)) {
            throw new ShapeException("expected operands of one type, but got " + x.type() + " and " + y.type());
        }
        Shape shape = StridedCopy.common(x.shape(), y.shape());
        Integers result = (Integers) Value.zeros(type, shape);
        long[] left = (long[]) StridedCopy.expand(x, shape).array();
        long[] right = (long[]) StridedCopy.expand(y, shape).array();
        Arrays.setAll(result.elements(), i -> type.wrap(operation.applyAsLong(left[i], right[i])));
        return result;
    }

    private static Operator.Step pow(NodeSpec node) throws FormatException {
        Operands operands = Operands.read(node);
        return Operator.single(inputs -> {
            Value exponent = operands.right(inputs);
            if (inputs.value(0) instanceof Integers base) {
                return power(base, exponent);
            }
            Tensor base = inputs.tensor(0);
            if (exponent.shape().elements() == 1
                    && exponent.shape().rank() <= base.shape().rank()) {
                double power = exponent.number(0);
                DoubleUnaryOperator square = x -> x * x;
                return Value.of(base.map(power == 2 ? square : x -> Math.pow(x, power)));
            }
            Value powers = ConstantOperators.cast(exponent, Value.of(base).type());
            return Value.of(base.zip(((Value.Floats) powers).tensor(), Math::pow));
        });
    }

    /// Integers to the power of numbers, which may have fractions; those of the results are cut off.
    private static Integers power(Integers base, Value exponent) {
        Shape shape = StridedCopy.common(base.shape(), exponent.shape());
        Integers result = (Integers) base.blank(shape);
        Value bases = StridedCopy.expand(base, shape);
        Value exponents = StridedCopy.expand(exponent, shape);
        Arrays.setAll(result.elements(), i -> base.type().wrap((long) Math.pow(bases.number(i), exponents.number(i))));
        return result;
    }

    private static Operator.Step mod(NodeSpec node) throws FormatException {
        boolean asInC = node.attributes().flag("fmod", false);
        BinaryOperator<Tensor> floats = asInC ? zip((x, y) -> x % y) : zip(ArithmeticOperators::floorMod);
        LongBinaryOperator longs = asInC ? (x, y) -> x % y : Math::floorMod;
        return Operator.single(inputs -> of(inputs.value(0), inputs.value(1), floats, longs));
    }

    /// The remainder with the divisor's sign.
    private static double floorMod(double x, double y) {
        double remainder = x % y;
        return remainder != 0 && remainder < 0 != y < 0 ? remainder + y : remainder;
    }

    /// A vector as a value of rank `rank` whose dimension `axis` it is.
    static Value along(Value vector, int axis, int rank) {
        int[] sizes = new int[Math.max(rank, 1)];
        Arrays.fill(sizes, 1);
        sizes[Axis.of(axis, sizes.length)] = vector.shape().elements();
        return vector.reshaped(Shape.of(sizes));
    }

    /// The two operands: before operator set 7, `axis` says where the second one's dimensions are in the first.
    ///
    /// @param axis where they begin; negative if they are the last ones
    private record Operands(int axis) {
        static Operands read(NodeSpec node) throws FormatException {
            if (node.opset() >= BROADCASTS_AS_NUMPY) {
                return new Operands(-1);
            }
            node.attributes().flag("broadcast", false);
            return new Operands(node.attributes().small("axis", -1));
        }

        Value left(Inputs inputs) {
            return inputs.value(0);
        }

        Value right(Inputs inputs) {
            Value right = inputs.value(1);
            int missing = inputs.shape(0).rank() - right.shape().rank();
            if (axis < 0 || axis >= missing) {
                return right;
            }
            int[] sizes = new int[missing - axis + right.shape().rank()];
            Arrays.fill(sizes, 1);
            System.arraycopy(right.shape().toArray(), 0, sizes, 0, right.shape().rank());
            return right.reshaped(Shape.of(sizes));
        }
    }
}
