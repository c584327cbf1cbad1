package tapline.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tapline.formats.FormatException;
import tapline.shape.ConvOptions;
import tapline.shape.ConvTransposeOptions;
import tapline.shape.Padding;
import tapline.shape.Shape;
import tapline.shape.ShapeException;
import tapline.tensor.Activations;
import tapline.tensor.Functional;
import tapline.tensor.Tensor;

/// Convolutions.
final class ConvOperators {
    private ConvOperators() {}

    static void addTo(OperatorTable table) {
        table.add("Conv", 2, 3, ConvOperators::conv);
        table.add("ConvTranspose", 2, 3, ConvOperators::convTranspose);
        table.addSince(27, "CausalConvWithState", 2, 4, 2, ConvOperators::causalConvWithState);
    }

    private static Operator.Step conv(NodeSpec node) throws FormatException {
        SpatialAttributes window = spatial(node);
        int groups = node.attributes().small("group", 1);
        ConvOptions options = ConvOptions.DEFAULT
                .stride(window.stride())
                .dilation(window.dilation())
                .groups(atLeastOne(node, groups));
        return Operator.single(inputs -> {
            SpatialAttributes along = window.along(inputs.shape(0));
            Tensor x = squeezed(along, inputs, 0, "the input");
            Tensor weight = squeezed(along, inputs, 1, "the weight");
            requireKernel(window, weight);
            int[] pads = window.pads(x.size(2), (weight.size(2) - 1) * window.dilation() + 1);
            Tensor bias = inputs.optionalTensor(2).orElse(null);
            Tensor y = Functional.conv1d(x, weight, bias, options.padding(Padding.of(pads[0], pads[1])));
            return along.unsqueeze(Value.of(y));
        });
    }

    private static Operator.Step convTranspose(NodeSpec node) throws FormatException {
        SpatialAttributes window = spatial(node);
        int groups = atLeastOne(node, node.attributes().small("group", 1));
        int added = node.attributes()
                .integers("output_padding")
                .map(sizes -> last(sizes, window))
                .orElse(0);
        Optional<Integer> wanted = node.attributes().integers("output_shape").map(sizes -> last(sizes, window));
        return Operator.single(inputs -> {
            Tensor x = squeezed(window, inputs, 0, "the input");
            Tensor weight = squeezed(window, inputs, 1, "the weight");
            requireKernel(window, weight);
            ConvTransposeOptions least = new ConvTransposeOptions(window.stride(), 0, added, window.dilation(), groups);
            int missing = wanted.isEmpty() && isSame(window)
                    ? sameLength(window, x.size(2))
                            - least.geometry(weight.shape()).outputLength(x.size(2))
                    : 0;
            // A stride larger than the kernel leaves samples at the end that no tap meets.
            ConvTransposeOptions options = least.outputPadding(added + Math.max(missing, 0));
            int full = options.geometry(weight.shape()).outputLength(x.size(2));
            int[] cut = cut(window, full, x.size(2), wanted);
            Tensor bias = inputs.optionalTensor(2).orElse(null);
            // Padding cuts the output here; only where both ends are alike does the operation itself do it.
            Tensor y = cut[0] == cut[1]
                    ? Functional.convTranspose1d(x, weight, bias, options.padding(cut[0]))
                    : Functional.convTranspose1d(x, weight, bias, options).slice(2, cut[0], full - cut[1]);
            return window.unsqueeze(Value.of(y));
        });
    }

    /// What is cut off a transposed convolution's output, at both ends.
    private static int[] cut(SpatialAttributes window, int full, int length, Optional<Integer> wanted) {
        if (wanted.isEmpty() && !isSame(window)) {
            int[] pads = window.pads(length, 1);
            if (pads[0] + (long) pads[1] >= full) {
                throw new ShapeException(
                        "padding " + Arrays.toString(pads) + " leaves nothing of " + full + " samples");
            }
            return pads;
        }
        int size = wanted.orElseGet(() -> sameLength(window, length));
        if (size > full || size < 1) {
            throw new ShapeException("expected an output of 1 to " + full + " samples, but its shape says " + size);
        }
        // Here the odd one is at the beginning, unless SAME_UPPER says otherwise.
        int less = (full - size) / 2;
        return window.autoPad().equals("SAME_UPPER")
                ? new int[] {less, full - size - less}
                : new int[] {full - size - less, less};
    }

    private static boolean isSame(SpatialAttributes window) {
        return window.autoPad().startsWith("SAME");
    }

    private static int sameLength(SpatialAttributes window, int length) {
        return Math.multiplyExact(length, window.stride());
    }

    /// A depthwise convolution that looks back only, its past handed in and out: outputs `[batch, channels,
    /// length]` and the last `kernel - 1` inputs.
    private static Operator.Step causalConvWithState(NodeSpec node) throws FormatException {
        boolean swish =
                !node.attributes().word("activation", "none", "silu", "swish").equals("none");
        return inputs -> {
            Tensor x = inputs.tensor(0);
            Tensor weight = inputs.tensor(1);
            requireRank(x.shape(), "the input");
            requireRank(weight.shape(), "the weight");
            int channels = x.size(1);
            int past = weight.size(2) - 1;
            Shape stateShape = Shape.of(x.size(0), channels, Math.max(past, 0));
            Tensor state = inputs.optionalTensor(3).orElseGet(() -> Tensor.zeros(x.dtype(), stateShape.toArray()));
            if (!state.shape().equals(stateShape)) {
                throw new ShapeException("expected a state of size " + stateShape.toList() + ", but got "
                        + state.shape().toList());
            }
            Tensor all = past == 0 ? x : Tensor.cat(List.of(state, x), 2);
            Tensor bias = inputs.optionalTensor(2).orElse(null);
            Tensor y = Functional.conv1d(all, weight, bias, ConvOptions.DEFAULT.groups(Math.max(channels, 1)));
            Tensor present = all.slice(2, all.size(2) - past, all.size(2));
            return new Value[] {Value.of(swish ? Activations.silu(y) : y), Value.of(present)};
        };
    }

    private static SpatialAttributes spatial(NodeSpec node) throws FormatException {
        Shape weight = node.constant(1).map(Value::shape).orElse(null);
        SpatialAttributes window = SpatialAttributes.read(node, weight);
        if (weight != null && weight.rank() != window.dimensions() + 2) {
            throw node.problem(
                    "expected a weight of rank " + (window.dimensions() + 2) + ", but got size " + weight.toList());
        }
        return window;
    }

    private static Tensor squeezed(SpatialAttributes window, Inputs inputs, int index, String what) {
        inputs.tensor(index);
        return ((Value.Floats) window.squeeze(inputs.value(index), what)).tensor();
    }

    private static void requireKernel(SpatialAttributes window, Tensor weight) {
        if (window.kernel().isPresent() && window.kernel().get() != weight.size(2)) {
            throw new ShapeException("expected a kernel of " + window.kernel().get() + " taps, as kernel_shape says, "
                    + "but got a weight of size " + weight.shape().toList());
        }
    }

    private static void requireRank(Shape shape, String what) {
        if (shape.rank() != 3) {
            throw new ShapeException("expected " + what + " of rank 3, but got size " + shape.toList());
        }
    }

    private static int last(int[] sizes, SpatialAttributes window) {
        // `output_shape` may have all sizes of the output, or the spatial ones.
        int from = Math.max(sizes.length - window.dimensions(), 0);
        return from + window.axis() < sizes.length ? sizes[from + window.axis()] : 0;
    }

    private static int atLeastOne(NodeSpec node, int groups) throws FormatException {
        if (groups < 1) {
            throw node.problem("expected a group of at least 1, but got " + groups);
        }
        return groups;
    }
}
