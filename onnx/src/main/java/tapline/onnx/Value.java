package tapline.onnx;

import java.util.Arrays;
import tapline.shape.Shape;
import tapline.shape.ShapeException;
import tapline.tensor.DType;
import tapline.tensor.Tensor;

/// What flows along an edge of a graph: a tensor of floating-point numbers, or integers, of which models make their
/// shapes. Nobody writes to a value once it is a result.
sealed interface Value {
    ElementType type();

    Shape shape();

    /// The elements in row-major order: `float[]`, `double[]` or `long[]`.
    Object array();

    /// The same elements, shared, in another shape of as many.
    Value reshaped(Shape shape);

    /// Zeros of the same type.
    default Value blank(Shape shape) {
        return zeros(type(), shape);
    }

    /// Element `index` in row-major order.
    double number(int index);

    /// Zeros.
    static Value zeros(ElementType type, Shape shape) {
        Folding.check(shape);
        return switch (type.inMemory()) {
            case FLOAT -> new Floats(Tensor.zeros(DType.FLOAT32, shape.toArray()));
            case DOUBLE -> new Floats(Tensor.zeros(DType.FLOAT64, shape.toArray()));
            default -> new Integers(type, shape, new long[shape.elements()]);
        };
    }

    static Value of(Tensor tensor) {
        return new Floats(tensor);
    }

    /// A vector of 64-bit integers.
    static Integers of(long... elements) {
        return new Integers(ElementType.INT64, Shape.of(elements.length), elements);
    }

    /// A tensor.
    record Floats(Tensor tensor) implements Value {
        @Override
        public ElementType type() {
            return tensor.dtype() == DType.FLOAT32 ? ElementType.FLOAT : ElementType.DOUBLE;
        }

        @Override
        public Shape shape() {
            return tensor.shape();
        }

        @Override
        public Object array() {
            return tensor.dtype() == DType.FLOAT32 ? tensor.floats() : tensor.doubles();
        }

        @Override
        public Value reshaped(Shape shape) {
            return new Floats(tensor.reshape(shape.toArray()));
        }

        @Override
        public double number(int index) {
            return tensor.dtype() == DType.FLOAT32 ? tensor.floats()[index] : tensor.doubles()[index];
        }
    }

    /// Integers, or truth values as 0 and 1.
    ///
    /// @param type an integer type
    /// @param elements row-major, each in the type's range. *Kept*
    record Integers(ElementType type, Shape shape, long[] elements) implements Value {
        public Integers {
            if (shape.elements() != elements.length) {
                throw new ShapeException("expected " + shape.elements() + " integers for size " + shape.toList()
                        + ", but got " + elements.length);
            }
        }

        @Override
        public Object array() {
            return elements;
        }

        @Override
        public Value reshaped(Shape shape) {
            return new Integers(type, shape, elements);
        }

        @Override
        public double number(int index) {
            return elements[index];
        }

        /// The elements as numbers of positions; those too large are cut, as slices do with bounds.
        int[] toInts() {
            return Arrays.stream(elements)
                    .mapToInt(element -> Math.clamp(element, Integer.MIN_VALUE, Integer.MAX_VALUE))
                    .toArray();
        }
    }
}
