package tapline.onnx;

import java.util.Arrays;
import java.util.Optional;
import tapline.formats.FormatException;
import tapline.onnx.Value.Integers;
import tapline.shape.Shape;
import tapline.shape.ShapeException;
import tapline.tensor.DType;
import tapline.tensor.Tensor;

/// Operators that make values of nothing, and conversions from type to type.
final class ConstantOperators {
    private ConstantOperators() {}

    static void addTo(OperatorTable table) {
        table.add("Constant", 0, 0, ConstantOperators::constant);
        table.addSince(9, "ConstantOfShape", 1, 1, 1, ConstantOperators::constantOfShape);
        table.addSince(11, "Range", 3, 3, 1, ConstantOperators::range);
        table.add("Cast", 1, 1, ConstantOperators::cast);
        table.addSince(15, "CastLike", 2, 2, 1, node -> {
            rounding(node);
            return Operator.single(
                    inputs -> cast(inputs.value(0), inputs.value(1).type()));
        });
    }

    private static Operator.Step constant(NodeSpec node) throws FormatException {
        Attributes attributes = node.attributes();
        Value value;
        if (attributes.has("value_float")) {
            value = Value.of(Tensor.scalar(attributes.number("value_float", 0)));
        } else if (attributes.has("value_floats")) {
            value = Value.of(Tensor.of(attributes.numbers("value_floats").orElseThrow()));
        } else if (attributes.has("value_int")) {
            value = Value.of(attributes.integer("value_int", 0)).reshaped(Shape.of());
        } else if (attributes.has("value_ints")) {
            int[] ints = attributes.integers("value_ints").orElseThrow();
            value = Value.of(Arrays.stream(ints).asLongStream().toArray());
        } else {
            value = attributes.tensor("value").orElseThrow(() -> node.problem("expected a value of numbers"));
        }
        return Operator.single(inputs -> value);
    }

    private static Operator.Step constantOfShape(NodeSpec node) throws FormatException {
        Optional<Value> given = node.attributes().tensor("value");
        if (given.isPresent() && given.get().shape().elements() != 1) {
            throw node.problem("expected a single number as its value, but got size "
                    + given.get().shape().toList());
        }
        Value value = given.orElseGet(() -> Value.of(Tensor.scalar(0f))).reshaped(Shape.of());
        return Operator.single(
                inputs -> StridedCopy.expand(value, Shape.of(inputs.integers(0).toInts())));
    }

    private static Operator.Step range(NodeSpec node) throws FormatException {
        node.attributes().integer("stash_type", 1);
        return Operator.single(inputs -> {
            double start = inputs.number(0);
            double step = inputs.number(2);
            double count = Math.max(Math.ceil((inputs.number(1) - start) / step), 0);
            if (!(count <= Integer.MAX_VALUE)) {
                throw new ShapeException("expected a range of at most " + Integer.MAX_VALUE
                        + " numbers, but got one from " + start + " to " + inputs.number(1) + " by " + step);
            }
            Shape shape = Shape.of((int) count);
            Value zeros = Value.zeros(inputs.value(0).type(), shape);
            return Rows.map(zeros, 1, shape, (row, index) -> {
                row[0] = start + index * step;
                return row;
            });
        });
    }

    private static Operator.Step cast(NodeSpec node) throws FormatException {
        int to = node.attributes().small("to", 0);
        rounding(node);
        ElementType type = ElementType.of(to)
                .filter(found -> !found.isHalf())
                .orElseThrow(() -> node.problem("type " + to + " to cast to isn't supported"));
        return Operator.single(inputs -> cast(inputs.value(0), type));
    }

    /// What these two attributes say is about types of 8 bits and less.
    private static void rounding(NodeSpec node) throws FormatException {
        node.attributes().flag("saturate", true);
        node.attributes().text("round_mode", "up");
    }

    /// The same numbers in another type; fractions are cut off.
    static Value cast(Value value, ElementType type) {
        if (value.type() == type) {
            return value;
        }
        if (value instanceof Value.Floats(Tensor tensor) && type.isFloating()) {
            return Value.of(tensor.to(type == ElementType.FLOAT ? DType.FLOAT32 : DType.FLOAT64));
        }
        if (value instanceof Integers integers && !type.isFloating()) {
            long[] wrapped = Arrays.stream(integers.elements()).map(type::wrap).toArray();
            return new Integers(type, integers.shape(), wrapped);
        }
        Value result = Value.zeros(type, value.shape());
        for (int i = 0; i < value.shape().elements(); i++) {
            double number = value.number(i);
            switch (result.array()) {
                case float[] floats -> floats[i] = (float) number;
                case double[] doubles -> doubles[i] = number;
                default ->
                    ((long[]) result.array())[i] =
                            type == ElementType.BOOL ? (number != 0 ? 1 : 0) : type.wrap((long) number);
            }
        }
        return result;
    }
}
