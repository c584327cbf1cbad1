package tapline.onnx;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import tapline.formats.FormatException;
import tapline.shape.PaddingMode;
import tapline.shape.Shape;
import tapline.shape.ShapeException;

/// Padding, one dimension after the other; negative amounts crop.
final class PadOperator {
    private static final int AMOUNTS_ARE_INPUT = 11;

    private PadOperator() {}

    static Operator.Step prepare(NodeSpec node) throws FormatException {
        PaddingMode mode = switch (node.attributes().word("mode", "constant", "reflect", "edge", "wrap")) {
            case "reflect" -> PaddingMode.REFLECT;
            case "edge" -> PaddingMode.REPLICATE;
            case "wrap" -> PaddingMode.CIRCULAR;
            default -> PaddingMode.ZEROS;
        };
        boolean byInput = node.opset() >= AMOUNTS_ARE_INPUT;
        Optional<int[]> attribute =
                byInput ? Optional.empty() : node.attributes().integers("pads");
        if (byInput != node.hasInput(1) || (!byInput && attribute.isEmpty())) {
            throw node.problem("expected pads as " + (byInput ? "an input" : "an attribute"));
        }
        double value = byInput ? 0 : node.attributes().number("value", 0);
        return Operator.single(inputs -> {
            int[] pads = inputs.numbers(attribute, 1).orElseThrow();
            int rank = inputs.shape(0).rank();
            int[] axes = inputs.numbers(Optional.empty(), 3)
                    .orElseGet(() -> IntStream.range(0, rank).toArray());
            if (pads.length != 2 * axes.length) {
                throw new ShapeException("expected " + 2 * axes.length + " amounts, but got " + Arrays.toString(pads));
            }
            Value result = inputs.value(0);
            for (int i = 0; i < axes.length; i++) {
                Margin margin = new Margin(Axis.of(axes[i], rank), mode, pads[i], pads[i + axes.length]);
                result = margin.pad(result, inputs.has(2) ? inputs.number(2) : value);
            }
            return result;
        });
    }

    /// One dimension's padding.
    private record Margin(int dim, PaddingMode mode, int left, int right) {
        Value pad(Value value, double filling) {
            if (left == 0 && right == 0) {
                return value;
            }
            Shape shape = value.shape();
            mode.check(left, right, shape, dim);
            int size = shape.size(dim);
            long padded = (long) size + left + right;
            if (padded < 0 || padded > Integer.MAX_VALUE) {
                throw new ShapeException("padding " + size + " by " + left + " and " + right + " gives " + padded);
            }
            Shape larger = shape.with(dim, (int) padded);
            Value result = filled(value.blank(larger), filling);
            int run = shape.stride(dim);
            int rows = run == 0 || padded == 0 ? 0 : larger.elements() / run;
            for (int i = 0; i < rows; i++) {
                int source = mode.source(i % padded - left, size);
                if (source >= 0) {
                    int from = (i / (int) padded * size + source) * run;
                    System.arraycopy(value.array(), from, result.array(), i * run, run);
                }
            }
            return result;
        }

        private static Value filled(Value zeros, double filling) {
            switch (zeros.array()) {
                case float[] floats -> Arrays.fill(floats, (float) filling);
                case double[] doubles -> Arrays.fill(doubles, filling);
                default -> Arrays.fill((long[]) zeros.array(), (long) filling);
            }
            return zeros;
        }
    }
}
