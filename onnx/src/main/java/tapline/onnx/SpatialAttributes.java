package tapline.onnx;

import java.util.Arrays;
import java.util.Optional;
import tapline.formats.FormatException;
import tapline.shape.Shape;
import tapline.shape.ShapeException;

/// How a window moves along the one dimension in which it does. Converters from other frameworks write 1-D networks
/// as 2-D ones in which another dimension has size 1 and windows of size 1: such a dimension is passed over.
///
/// @param dimensions how many there are beside batch and channels
/// @param axis of them along which the window moves, from 0
/// @param kernel the window's taps, if the node says so
/// @param padLeft positions added before, where `autoPad` is `NOTSET`
/// @param padRight positions added after
/// @param autoPad ONNX's `auto_pad`
record SpatialAttributes(
        int dimensions,
        int axis,
        Optional<Integer> kernel,
        int stride,
        int dilation,
        int padLeft,
        int padRight,
        String autoPad) {

    /// @param weight whose sizes from the third on are the kernel's; null if there is none, or it isn't known yet
    static SpatialAttributes read(NodeSpec node, Shape weight) throws FormatException {
        Attributes attributes = node.attributes();
        Optional<int[]> kernel = attributes.integers("kernel_shape");
        Optional<int[]> strides = attributes.integers("strides");
        Optional<int[]> dilations = attributes.integers("dilations");
        Optional<int[]> pads = attributes.integers("pads");
        int dimensions = kernel.or(() -> strides)
                .or(() -> dilations)
                .map(sizes -> sizes.length)
                .orElse(pads.isPresent() ? pads.get().length / 2 : weight != null ? weight.rank() - 2 : 1);
        if (dimensions < 1 || dimensions > 3) {
            throw node.problem("expected windows along 1 to 3 dimensions, but got " + dimensions);
        }
        int[] taps = kernel.orElseGet(() -> weight == null || weight.rank() != dimensions + 2
                ? ones(dimensions)
                : Arrays.copyOfRange(weight.toArray(), 2, 2 + dimensions));
        Window[] windows = new Window[dimensions];
        int axis = dimensions - 1;
        for (int dim = 0; dim < dimensions; dim++) {
            windows[dim] = new Window(
                    at(node, "kernel_shape", taps, dim, dimensions, 1),
                    at(node, "strides", strides.orElse(ones(dimensions)), dim, dimensions, 1),
                    at(node, "dilations", dilations.orElse(ones(dimensions)), dim, dimensions, 1),
                    at(node, "pads", pads.orElse(new int[2 * dimensions]), dim, 2 * dimensions, 0),
                    at(node, "pads", pads.orElse(new int[2 * dimensions]), dim + dimensions, 2 * dimensions, 0));
            axis = windows[dim].isTrivial() ? axis : dim;
        }
        for (int dim = 0; dim < dimensions; dim++) {
            if (dim != axis && !windows[dim].isTrivial()) {
                throw node.problem("expected windows along one dimension, but they move along several");
            }
        }
        String autoPad = attributes.word("auto_pad", "NOTSET", "SAME_UPPER", "SAME_LOWER", "VALID");
        return windows[axis].attributes(dimensions, axis, kernel.isPresent(), autoPad);
    }

    private record Window(int taps, int stride, int dilation, int left, int right) {
        boolean isTrivial() {
            return taps == 1 && stride == 1 && left == 0 && right == 0;
        }

        SpatialAttributes attributes(int dimensions, int axis, boolean kernelKnown, String autoPad) {
            return new SpatialAttributes(
                    dimensions,
                    axis,
                    kernelKnown ? Optional.of(taps) : Optional.empty(),
                    stride,
                    dilation,
                    left,
                    right,
                    autoPad);
        }
    }

    private static int[] ones(int count) {
        int[] ones = new int[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static int at(NodeSpec node, String name, int[] values, int index, int count, int least)
            throws FormatException {
        if (values.length != count || values[index] < least) {
            throw node.problem("expected " + count + " numbers from " + least + " on as attribute " + name
                    + ", but got " + Arrays.toString(values));
        }
        return values[index];
    }

    /// The positions added at both ends, once the length is known.
    int[] pads(int length, int window) {
        if (autoPad.equals("NOTSET")) {
            return new int[] {padLeft, padRight};
        }
        if (autoPad.equals("VALID")) {
            return new int[] {0, 0};
        }
        long outputs = Math.ceilDiv(length, stride);
        int total = Math.clamp((outputs - 1) * stride + window - length, 0, Integer.MAX_VALUE);
        return same(total);
    }

    /// A number of positions spread over both ends, the odd one where `auto_pad` says.
    int[] same(int total) {
        int less = total / 2;
        return autoPad.equals("SAME_LOWER") ? new int[] {total - less, less} : new int[] {less, total - less};
    }

    /// The same along the one dimension of an input that isn't of size 1: windows of a single sample go anywhere.
    SpatialAttributes along(Shape input) {
        boolean single = kernel.isPresent() && kernel.get() == 1 && stride == 1 && padLeft == 0 && padRight == 0;
        if (!single || input.rank() != dimensions + 2) {
            return this;
        }
        int along = axis;
        for (int dim = 0; dim < dimensions; dim++) {
            along = input.size(2 + along) == 1 ? dim : along;
        }
        return new SpatialAttributes(dimensions, along, kernel, stride, dilation, padLeft, padRight, autoPad);
    }

    /// A value of shape `[a, b, ...spatial]` without the dimensions that are passed over: `[a, b, length]`.
    ///
    /// @throws ShapeException if it has another rank, or they aren't of size 1
    Value squeeze(Value value, String what) {
        Shape shape = value.shape();
        requireRank(shape, what);
        for (int dim = 0; dim < dimensions; dim++) {
            if (dim != axis && shape.size(2 + dim) != 1) {
                throw new ShapeException("expected " + what + " to be 1-D, but got size " + shape.toList());
            }
        }
        return dimensions == 1 ? value : value.reshaped(Shape.of(shape.size(0), shape.size(1), shape.size(2 + axis)));
    }

    /// The opposite of [#squeeze].
    Value unsqueeze(Value value) {
        int[] sizes = ones(dimensions + 2);
        sizes[0] = value.shape().size(0);
        sizes[1] = value.shape().size(1);
        sizes[2 + axis] = value.shape().size(2);
        return dimensions == 1 ? value : value.reshaped(Shape.of(sizes));
    }

    void requireRank(Shape shape, String what) {
        if (shape.rank() != dimensions + 2) {
            throw new ShapeException("expected " + what + " of rank " + (dimensions + 2)
                    + ", which is that of a signal (batch, channels, length)"
                    + (dimensions == 1 ? "" : " with dimensions of size 1") + ", but got size " + shape.toList());
        }
    }
}
