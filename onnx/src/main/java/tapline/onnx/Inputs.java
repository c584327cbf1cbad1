package tapline.onnx;

import java.util.Optional;
import tapline.onnx.Value.Floats;
import tapline.onnx.Value.Integers;
import tapline.shape.Shape;
import tapline.shape.ShapeException;
import tapline.tensor.Tensor;

/// The values that go into one step.
///
/// @param values null where an optional input isn't there
record Inputs(Value... values) {
    int count() {
        return values.length;
    }

    boolean has(int index) {
        return index < values.length && values[index] != null;
    }

    /// @throws ShapeException if it isn't there
    Value value(int index) {
        if (!has(index)) {
            throw new ShapeException("expected an input " + index + ", but there is none");
        }
        return values[index];
    }

    Shape shape(int index) {
        return value(index).shape();
    }

    /// An input of floating-point numbers.
    Tensor tensor(int index) {
        if (value(index) instanceof Floats(Tensor tensor)) {
            return tensor;
        }
        throw new ShapeException(
                "expected floating-point numbers as input " + index + ", but got " + values[index].type());
    }

    /// The same, if it is there.
    Optional<Tensor> optionalTensor(int index) {
        return has(index) ? Optional.of(tensor(index)) : Optional.empty();
    }

    /// An input of integers or truth values.
    Integers integers(int index) {
        if (value(index) instanceof Integers integers) {
            return integers;
        }
        throw new ShapeException("expected integers as input " + index + ", but got " + values[index].type());
    }

    /// The only element of an input.
    double number(int index) {
        if (shape(index).elements() != 1) {
            throw new ShapeException("expected a single number as input " + index + ", but got size "
                    + shape(index).toList());
        }
        return values[index].number(0);
    }

    /// Integers that say something about shapes: of an attribute, as older operator sets have it, or of an input.
    ///
    /// @return empty if there is neither
    Optional<int[]> numbers(Optional<int[]> attribute, int index) {
        return attribute.isPresent() || !has(index)
                ? attribute
                : Optional.of(integers(index).toInts());
    }
}
