package tapline.onnx;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import tapline.formats.FormatException;
import tapline.shape.Shape;
import tapline.shape.ShapeException;

/// Operators that take parts of values, and put parts together.
final class SelectionOperators {
    private static final int BOUNDS_ARE_INPUTS = 10;
    private static final int SIZES_ARE_INPUT = 13;
    private static final int PARTS_MAY_BE_UNEVEN = 18;

    private SelectionOperators() {}

    static void addTo(OperatorTable table) {
        table.add("Concat", 1, OperatorTable.ANY, SelectionOperators::concat);
        table.add("Slice", 1, 5, SelectionOperators::slice);
        table.addSince(1, "Split", 1, 2, OperatorTable.ANY, SelectionOperators::split);
        table.add("Gather", 2, 2, SelectionOperators::gather);
        table.add("Pad", 1, 4, PadOperator::prepare);
        table.addSince(7, "Upsample", 1, 2, 1, ResizeOperator::upsample);
        table.addSince(10, "Resize", 1, 4, 1, ResizeOperator::resize);
    }

    private static Operator.Step concat(NodeSpec node) throws FormatException {
        int axis = node.attributes().small("axis", 1);
        return Operator.single(
                inputs -> concat(inputs, Axis.of(axis, inputs.shape(0).rank())));
    }

    private static Value concat(Inputs inputs, int dim) {
        Value first = inputs.value(0);
        int total = 0;
        for (Value part : inputs.values()) {
            Shape shape = part.shape();
            if (part.type() != first.type()
                    || shape.rank() != first.shape().rank()
                    || !shape.with(dim, 0).equals(first.shape().with(dim, 0))) {
                throw new ShapeException("expected parts like " + first.type() + " "
                        + first.shape().toList() + " but for dimension " + dim + ", but got " + part.type() + " "
                        + shape.toList());
            }
            total = Math.addExact(total, shape.size(dim));
        }
        Value whole = first.blank(first.shape().with(dim, total));
        int row = Rows.length(whole.shape(), dim);
        int at = 0;
        for (Value part : inputs.values()) {
            int piece = Rows.length(part.shape(), dim);
            for (int i = 0; piece > 0 && i < part.shape().elements() / piece; i++) {
                System.arraycopy(part.array(), i * piece, whole.array(), i * row + at, piece);
            }
            at += piece;
        }
        return whole;
    }

    private static Operator.Step slice(NodeSpec node) throws FormatException {
        boolean byInput = node.opset() >= BOUNDS_ARE_INPUTS;
        if (byInput != node.hasInput(1) || byInput != node.hasInput(2)) {
            throw node.problem("expected starts and ends as " + (byInput ? "inputs" : "attributes"));
        }
        Optional<int[]> starts = byInput ? Optional.empty() : node.attributes().bounds("starts");
        Optional<int[]> ends = byInput ? Optional.empty() : node.attributes().bounds("ends");
        Optional<int[]> axes = byInput ? Optional.empty() : node.attributes().integers("axes");
        if (!byInput && (starts.isEmpty() || ends.isEmpty())) {
            throw node.problem("expected attributes starts and ends, but one is missing");
        }
        return Operator.single(inputs -> {
            int[] from = inputs.numbers(starts, 1).orElseThrow();
            int[] to = inputs.numbers(ends, 2).orElseThrow();
            int[] along = inputs.numbers(axes, 3)
                    .orElseGet(() -> IntStream.range(0, from.length).toArray());
            int[] by = inputs.numbers(Optional.empty(), 4).orElseGet(() -> {
                int[] ones = new int[from.length];
                Arrays.fill(ones, 1);
                return ones;
            });
            if (to.length != from.length || along.length != from.length || by.length != from.length) {
                throw new ShapeException("expected as many starts as ends, axes and steps, but got " + from.length
                        + ", " + to.length + ", " + along.length + " and " + by.length);
            }
            Shape shape = inputs.shape(0);
            int[] sizes = shape.toArray();
            int[] steps = StridedCopy.steps(shape);
            int offset = 0;
            for (int i = 0; i < from.length; i++) {
                int dim = Axis.of(along[i], sizes.length);
                Range range = Range.of(from[i], to[i], by[i], shape.size(dim));
                offset += range.first * shape.stride(dim);
                sizes[dim] = range.count;
                steps[dim] = by[i] * shape.stride(dim);
            }
            Shape part = Shape.of(sizes);
            return part.elements() == 0
                    ? inputs.value(0).blank(part)
                    : new StridedCopy(part, steps, offset).of(inputs.value(0));
        });
    }

    /// The positions of a slice.
    private record Range(int first, int count) {
        /// As Python understands bounds: negative ones count from the end, and those beyond are cut; but backwards
        /// from before the first element is from there.
        static Range of(long start, long end, int step, int size) {
            if (step == 0) {
                throw new ShapeException("expected steps other than 0");
            }
            long from = start < 0 ? start + size : start;
            long to = end < 0 ? end + size : end;
            if (step > 0) {
                long first = Math.clamp(from, 0L, size);
                long last = Math.clamp(to, first, Math.max(first, size));
                return new Range((int) first, (int) Math.ceilDiv(last - first, step));
            }
            long first = Math.clamp(from, Math.min(0L, size - 1L), size - 1L);
            long last = Math.clamp(to, -1L, first);
            return new Range((int) Math.max(first, 0), (int) Math.ceilDiv(first - last, -(long) step));
        }
    }

    private static Operator.Step split(NodeSpec node) throws FormatException {
        int axis = node.attributes().small("axis", 0);
        boolean byInput = node.opset() >= SIZES_ARE_INPUT;
        Optional<int[]> attribute =
                byInput ? Optional.empty() : node.attributes().integers("split");
        int outputs = node.outputs().size();
        boolean uneven = node.opset() >= PARTS_MAY_BE_UNEVEN;
        if (uneven && node.attributes().has("num_outputs") && node.attributes().small("num_outputs", 0) != outputs) {
            throw node.problem("expected " + outputs + " as num_outputs, since it has as many");
        }
        return inputs -> {
            Shape shape = inputs.shape(0);
            int dim = Axis.of(axis, shape.rank());
            int[] sizes = inputs.numbers(attribute, 1).orElseGet(() -> even(shape.size(dim), outputs, uneven));
            if (sizes.length != outputs
                    || Arrays.stream(sizes).anyMatch(size -> size < 0)
                    || Arrays.stream(sizes).asLongStream().sum() != shape.size(dim)) {
                throw new ShapeException("can't split size " + shape.toList() + " along dimension " + dim + " into "
                        + outputs + " parts of " + Arrays.toString(sizes));
            }
            Value[] parts = new Value[outputs];
            int at = 0;
            for (int i = 0; i < outputs; i++) {
                Shape part = shape.with(dim, sizes[i]);
                int offset = at * shape.stride(dim);
                parts[i] = part.elements() == 0
                        ? inputs.value(0).blank(part)
                        : new StridedCopy(part, StridedCopy.steps(shape), offset).of(inputs.value(0));
                at += sizes[i];
            }
            return parts;
        };
    }

    /// Equal parts; if the last may be smaller, as large as it takes.
    private static int[] even(int size, int parts, boolean uneven) {
        int each = uneven ? Math.ceilDiv(size, parts) : size / parts;
        int[] sizes = new int[parts];
        Arrays.fill(sizes, each);
        if (uneven) {
            sizes[parts - 1] = size - each * (parts - 1);
        }
        return sizes;
    }

    private static Operator.Step gather(NodeSpec node) throws FormatException {
        int axis = node.attributes().small("axis", 0);
        return Operator.single(inputs -> {
            Shape shape = inputs.shape(0);
            int dim = Axis.of(axis, shape.rank());
            long[] indices = inputs.integers(1).elements();
            int size = shape.size(dim);
            int run = shape.stride(dim);
            int outer = shape.elements() == 0 ? 0 : shape.elements() / (size * run);
            Value result = inputs.value(0).blank(gathered(shape, dim, inputs.shape(1)));
            for (int i = 0; i < indices.length; i++) {
                int index = Axis.of(Math.toIntExact(indices[i]), size);
                for (int j = 0; j < outer; j++) {
                    System.arraycopy(
                            inputs.value(0).array(),
                            (j * size + index) * run,
                            result.array(),
                            (j * indices.length + i) * run,
                            run);
                }
            }
            return result;
        });
    }

    private static Shape gathered(Shape shape, int dim, Shape indices) {
        IntStream before = IntStream.range(0, dim).map(shape::size);
        IntStream behind = IntStream.range(dim + 1, shape.rank()).map(shape::size);
        return Shape.of(IntStream.concat(IntStream.concat(before, Arrays.stream(indices.toArray())), behind)
                .toArray());
    }
}
