package tapline.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import tapline.formats.FormatException;
import tapline.shape.Shape;
import tapline.shape.ShapeException;

/// Operators that ask for shapes or give the same elements another one.
final class ShapeOperators {
    private static final int AXES_ARE_INPUT = 13;

    private ShapeOperators() {}

    static void addTo(OperatorTable table) {
        table.add("Identity", 1, 1, node -> Operator.single(inputs -> inputs.value(0)));
        table.addSince(1, "Dropout", 1, 3, 2, ShapeOperators::dropout);
        table.add("Shape", 1, 1, ShapeOperators::shape);
        table.add(
                "Size",
                1,
                1,
                node -> Operator.single(
                        inputs -> Value.of(inputs.shape(0).elements()).reshaped(Shape.of())));
        table.add("Reshape", 2, 2, ShapeOperators::reshape);
        table.add("Flatten", 1, 1, ShapeOperators::flatten);
        table.add("Squeeze", 1, 2, ShapeOperators::squeeze);
        table.add("Unsqueeze", 1, 2, ShapeOperators::unsqueeze);
        table.add("Transpose", 1, 1, ShapeOperators::transpose);
        table.addSince(
                8,
                "Expand",
                2,
                2,
                1,
                node -> Operator.single(inputs -> {
                    Shape wanted = Shape.of(inputs.integers(1).toInts());
                    return StridedCopy.expand(inputs.value(0), StridedCopy.common(inputs.shape(0), wanted));
                }));
        table.add("Tile", 2, 2, node -> Operator.single(ShapeOperators::tile));
    }

    /// Nothing is dropped in use: the values, and that all of them were kept.
    private static Operator.Step dropout(NodeSpec node) throws FormatException {
        double ratio = node.attributes().number("ratio", 0.5);
        node.attributes().integer("seed", 0);
        node.attributes().integer("is_test", 1);
        return inputs -> {
            double dropped = inputs.has(1) ? inputs.number(1) : ratio;
            if (inputs.has(2) && inputs.number(2) != 0 && dropped != 0) {
                throw new ShapeException("expected a dropout in use, but input training_mode is true");
            }
            Value x = inputs.value(0);
            if (!node.hasOutput(1)) {
                return new Value[] {x, null};
            }
            Value kept = Value.zeros(ElementType.BOOL, x.shape());
            Arrays.fill((long[]) kept.array(), 1);
            return new Value[] {x, kept};
        };
    }

    private static Operator.Step shape(NodeSpec node) throws FormatException {
        int start = node.attributes().bound("start", 0);
        int end = node.attributes().bound("end", Integer.MAX_VALUE);
        return Operator.single(inputs -> {
            int[] sizes = inputs.shape(0).toArray();
            int from = bound(start, sizes.length);
            int to = Math.max(bound(end, sizes.length), from);
            return Value.of(IntStream.of(Arrays.copyOfRange(sizes, from, to))
                    .asLongStream()
                    .toArray());
        });
    }

    private static int bound(int index, int rank) {
        return Math.clamp(index < 0 ? (long) index + rank : index, 0, rank);
    }

    private static Operator.Step reshape(NodeSpec node) throws FormatException {
        boolean zeroIsZero = node.attributes().flag("allowzero", false);
        return Operator.single(inputs -> {
            Shape shape = inputs.shape(0);
            int[] sizes = inputs.integers(1).toInts();
            for (int dim = 0; dim < sizes.length; dim++) {
                if (sizes[dim] == 0 && !zeroIsZero) {
                    sizes[dim] = shape.size(Axis.of(dim, shape.rank()));
                }
            }
            return inputs.value(0).reshaped(inferred(sizes, shape));
        });
    }

    /// The sizes with what is left in the place of a -1.
    private static Shape inferred(int[] sizes, Shape shape) {
        int unknown = -1;
        long known = 1;
        for (int dim = 0; dim < sizes.length; dim++) {
            if (sizes[dim] == -1 && unknown < 0) {
                unknown = dim;
            } else if (sizes[dim] < 0) {
                throw new ShapeException("can't give size " + shape.toList() + " the size " + Arrays.toString(sizes));
            } else {
                known = Math.min(known * sizes[dim], Integer.MAX_VALUE + 1L);
            }
        }
        boolean fits = unknown >= 0 ? known > 0 && shape.elements() % known == 0 : known == shape.elements();
        if (!fits) {
            throw new ShapeException("can't give size " + shape.toList() + " the size " + Arrays.toString(sizes));
        }
        int[] result = sizes.clone();
        if (unknown >= 0) {
            result[unknown] = (int) (shape.elements() / known);
        }
        return Shape.of(result);
    }

    private static Operator.Step flatten(NodeSpec node) throws FormatException {
        int axis = node.attributes().small("axis", 1);
        return Operator.single(inputs -> {
            Shape shape = inputs.shape(0);
            int dim = axis == shape.rank() ? axis : Axis.of(axis, shape.rank());
            int rows = 1;
            for (int i = 0; i < dim; i++) {
                rows *= shape.size(i);
            }
            return inputs.value(0).reshaped(Shape.of(rows, Rows.length(shape, dim)));
        });
    }

    private static Operator.Step squeeze(NodeSpec node) throws FormatException {
        Optional<int[]> attribute = axes(node);
        return Operator.single(inputs -> {
            Shape shape = inputs.shape(0);
            boolean[] away = new boolean[shape.rank()];
            Optional<int[]> axes = inputs.numbers(attribute, 1);
            for (int dim = 0; dim < away.length; dim++) {
                away[dim] = axes.isEmpty() && shape.size(dim) == 1;
            }
            for (int axis : axes.orElse(new int[0])) {
                int dim = Axis.of(axis, shape.rank());
                if (shape.size(dim) != 1) {
                    throw new ShapeException("expected size 1 in dimension " + dim + ", but got " + shape.toList());
                }
                away[dim] = true;
            }
            int[] left = IntStream.range(0, away.length)
                    .filter(dim -> !away[dim])
                    .map(shape::size)
                    .toArray();
            return inputs.value(0).reshaped(Shape.of(left));
        });
    }

    private static Operator.Step unsqueeze(NodeSpec node) throws FormatException {
        Optional<int[]> attribute = axes(node);
        return Operator.single(inputs -> {
            int[] axes = inputs.numbers(attribute, 1).orElse(new int[0]);
            int rank = inputs.shape(0).rank() + axes.length;
            boolean[] added = new boolean[rank];
            for (int axis : axes) {
                int dim = Axis.of(axis, rank);
                if (added[dim]) {
                    throw new ShapeException("expected each axis once, but got " + Arrays.toString(axes));
                }
                added[dim] = true;
            }
            List<Integer> sizes = new ArrayList<>();
            int next = 0;
            for (boolean one : added) {
                sizes.add(one ? 1 : inputs.shape(0).size(next++));
            }
            return inputs.value(0).reshaped(Shape.of(Axis.toInts(sizes)));
        });
    }

    private static Optional<int[]> axes(NodeSpec node) throws FormatException {
        return node.opset() >= AXES_ARE_INPUT
                ? Optional.empty()
                : node.attributes().integers("axes");
    }

    private static Operator.Step transpose(NodeSpec node) throws FormatException {
        Optional<int[]> permutation = node.attributes().integers("perm");
        return Operator.single(inputs -> {
            int rank = inputs.shape(0).rank();
            int[] order = permutation.orElseGet(
                    () -> IntStream.range(0, rank).map(dim -> rank - 1 - dim).toArray());
            if (!Arrays.equals(
                    Arrays.stream(order).sorted().toArray(),
                    IntStream.range(0, rank).toArray())) {
                throw new ShapeException(
                        "expected each of " + rank + " dimensions once, but got " + Arrays.toString(order));
            }
            return StridedCopy.transpose(inputs.value(0), order);
        });
    }

    /// Each dimension repeated as a whole: between its elements and those of the dimension before it, another
    /// dimension is thought, along which one step goes nowhere.
    private static Value tile(Inputs inputs) {
        Shape shape = inputs.shape(0);
        int[] repeats = inputs.integers(1).toInts();
        if (repeats.length != shape.rank()) {
            throw new ShapeException("expected " + shape.rank() + " repeats, but got " + Arrays.toString(repeats));
        }
        int[] sizes = new int[2 * repeats.length];
        int[] steps = new int[2 * repeats.length];
        int[] tiled = new int[repeats.length];
        for (int dim = 0; dim < repeats.length; dim++) {
            sizes[2 * dim] = repeats[dim];
            sizes[2 * dim + 1] = shape.size(dim);
            steps[2 * dim + 1] = shape.stride(dim);
            tiled[dim] = Math.multiplyExact(repeats[dim], shape.size(dim));
        }
        return new StridedCopy(Shape.of(sizes), steps, 0).of(inputs.value(0)).reshaped(Shape.of(tiled));
    }
}
