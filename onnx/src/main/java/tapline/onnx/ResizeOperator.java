package tapline.onnx;

import java.util.Optional;
import java.util.stream.IntStream;
import tapline.formats.FormatException;
import tapline.shape.ShapeException;

/// Signals made longer or shorter by taking nearest samples, or on lines between them; one dimension after the
/// other.
///
/// @param linear whether samples on lines are taken, rather than the nearest
/// @param coordinates ONNX's `coordinate_transformation_mode`
/// @param nearest ONNX's `nearest_mode`
record ResizeOperator(boolean linear, String coordinates, String nearest) {
    private static final int MODES_ARE_ATTRIBUTES = 11;
    private static final int SCALES_ARE_INPUT = 9;

    static Operator.Step upsample(NodeSpec node) throws FormatException {
        ResizeOperator resize = new ResizeOperator(isLinear(node), "asymmetric", "floor");
        Optional<float[]> scales =
                node.opset() < SCALES_ARE_INPUT ? node.attributes().numbers("scales") : Optional.empty();
        if (scales.isPresent() == node.hasInput(1)) {
            throw node.problem("expected its scales as one attribute or input");
        }
        return Operator.single(inputs -> resize.resized(inputs.value(0), axes(inputs), (axis, size) -> {
            double scale = scales.isPresent() ? at(scales.get(), axis) : at(inputs, 1, axis);
            return new Target(scaled(size, scale), scale);
        }));
    }

    static Operator.Step resize(NodeSpec node) throws FormatException {
        Attributes attributes = node.attributes();
        boolean linear = isLinear(node);
        boolean old = node.opset() < MODES_ARE_ATTRIBUTES;
        if (old) {
            ResizeOperator resize = new ResizeOperator(linear, "asymmetric", "floor");
            return Operator.single(inputs ->
                    resize.resized(inputs.value(0), axes(inputs), (axis, size) -> scaledTarget(inputs, 1, axis, size)));
        }
        ResizeOperator resize = new ResizeOperator(
                linear,
                attributes.word(
                        "coordinate_transformation_mode",
                        "half_pixel",
                        "pytorch_half_pixel",
                        "align_corners",
                        "asymmetric"),
                attributes.word("nearest_mode", "round_prefer_floor", "round_prefer_ceil", "floor", "ceil"));
        Optional<int[]> axes = attributes.integers("axes");
        attributes.word("keep_aspect_ratio_policy", "stretch");
        attributes.number("cubic_coeff_a", 0);
        attributes.number("extrapolation_value", 0);
        if (attributes.flag("antialias", false) || attributes.flag("exclude_outside", false)) {
            throw node.problem("antialias and exclude_outside aren't supported");
        }
        return Operator.single(inputs -> {
            boolean bySize = inputs.has(3) && inputs.shape(3).elements() > 0;
            return resize.resized(inputs.value(0), axes.orElseGet(() -> axes(inputs)), (index, size) -> {
                if (!bySize) {
                    return scaledTarget(inputs, 2, index, size);
                }
                int target = Math.toIntExact((long) at(inputs, 3, index));
                return new Target(target, (double) target / size);
            });
        });
    }

    private static boolean isLinear(NodeSpec node) throws FormatException {
        return node.attributes().word("mode", "nearest", "linear").equals("linear");
    }

    /// What becomes of a dimension.
    private record Target(int size, double scale) {}

    private interface Targets {
        /// @param index of the axis among those that are resized
        Target of(int index, int size);
    }

    private static Target scaledTarget(Inputs inputs, int input, int index, int size) {
        if (!inputs.has(input)) {
            throw new ShapeException("expected sizes or scales, but there are none");
        }
        double scale = at(inputs, input, index);
        return new Target(scaled(size, scale), scale);
    }

    private static int scaled(int size, double scale) {
        double scaled = Math.floor(size * scale);
        if (!(scale > 0) || scaled > Integer.MAX_VALUE) {
            throw new ShapeException("expected scales above 0 and sizes that fit, but got " + scale + " of " + size);
        }
        return (int) scaled;
    }

    private static double at(Inputs inputs, int input, int index) {
        if (index >= inputs.shape(input).elements()) {
            throw new ShapeException("expected a number for each dimension, but got "
                    + inputs.shape(input).elements());
        }
        return inputs.value(input).number(index);
    }

    private static double at(float[] numbers, int index) {
        if (index >= numbers.length) {
            throw new ShapeException("expected a number for each dimension, but got " + numbers.length);
        }
        return numbers[index];
    }

    private static int[] axes(Inputs inputs) {
        return IntStream.range(0, inputs.shape(0).rank()).toArray();
    }

    private Value resized(Value value, int[] axes, Targets targets) {
        Value result = value;
        for (int i = 0; i < axes.length; i++) {
            int dim = Axis.of(axes[i], value.shape().rank());
            int size = value.shape().size(dim);
            Target target = targets.of(i, size);
            if (target.size != size || target.scale != 1) {
                result = Axis.map(result, dim, target.size, (row, index) -> row(row, target));
            }
        }
        return result;
    }

    private double[] row(double[] row, Target target) {
        double[] result = new double[target.size];
        for (int i = 0; i < result.length; i++) {
            double place = place(i, row.length, target);
            if (linear) {
                double inside = Math.clamp(place, 0, row.length - 1);
                int left = (int) inside;
                int right = Math.min(left + 1, row.length - 1);
                result[i] = row[left] + (row[right] - row[left]) * (inside - left);
            } else {
                result[i] = row[Math.clamp(rounded(place), 0, row.length - 1)];
            }
        }
        return result;
    }

    /// Where sample `index` of the result is on the original.
    private double place(int index, int length, Target target) {
        return switch (coordinates) {
            case "asymmetric" -> index / target.scale;
            // The length that a scale asks for may be a fraction.
            case "align_corners" -> target.size == 1 ? 0 : (double) index * (length - 1) / (length * target.scale - 1);
            case "pytorch_half_pixel" -> target.size == 1 ? 0 : (index + 0.5) / target.scale - 0.5;
            default -> (index + 0.5) / target.scale - 0.5;
        };
    }

    private int rounded(double place) {
        return (int)
                switch (nearest) {
                    case "floor" -> Math.floor(place);
                    case "ceil" -> Math.ceil(place);
                    case "round_prefer_ceil" -> Math.floor(place + 0.5);
                    default -> Math.ceil(place - 0.5);
                };
    }
}
