package tapline.onnx;

import tapline.formats.FormatException;
import tapline.shape.ShapeException;

/// The windows of a pooling operator.
///
/// @param spatial the window and how it moves
/// @param ceil whether a last window that reaches beyond the padding counts
record PoolWindow(SpatialAttributes spatial, boolean ceil) {
    static PoolWindow read(NodeSpec node) throws FormatException {
        boolean ceil = node.attributes().flag("ceil_mode", false);
        SpatialAttributes spatial = SpatialAttributes.read(node, null);
        if (spatial.kernel().isEmpty()) {
            throw node.problem("expected attribute kernel_shape, but there is none");
        }
        return new PoolWindow(spatial, ceil);
    }

    /// The windows on a signal of `length` samples.
    ///
    /// @throws ShapeException if it has room for none
    Placed placed(int length) {
        int window = Math.addExact(Math.multiplyExact(spatial.kernel().orElseThrow() - 1, spatial.dilation()), 1);
        int[] pads = spatial.pads(length, window);
        if (spatial.autoPad().equals("NOTSET") && (pads[0] >= window || pads[1] >= window)) {
            throw new ShapeException("expected less padding than the window's " + window + " samples, but got "
                    + pads[0] + " and " + pads[1]);
        }
        long padded = (long) length + pads[0] + pads[1];
        if (padded < window || length == 0) {
            throw new ShapeException("expected at least " + window + " samples with padding, but got " + padded);
        }
        long outputs =
                (ceil ? Math.ceilDiv(padded - window, (long) spatial.stride()) : (padded - window) / spatial.stride())
                        + 1;
        // A window that begins behind the signal would see nothing.
        if (ceil && (outputs - 1) * spatial.stride() >= (long) length + pads[0]) {
            outputs--;
        }
        return new Placed(this, length, window, pads[0], pads[1], Math.toIntExact(outputs));
    }

    /// Windows on a signal of one length.
    ///
    /// @param window samples that a window spans
    /// @param left positions of padding before the signal
    /// @param right positions of padding after it
    /// @param outputs how many windows there are
    record Placed(PoolWindow pool, int length, int window, int left, int right, int outputs) {
        /// The first position of window `index` that is on the signal.
        int from(int index) {
            int start = index * pool.spatial.stride() - left;
            int step = pool.spatial.dilation();
            return start >= 0 ? start : start + Math.ceilDiv(-start, step) * step;
        }

        /// Where it ends on the signal, exclusive.
        int end(int index) {
            return Math.min(index * pool.spatial.stride() - left + window, length);
        }

        /// How many of its taps are on the signal or the padding; a last window may reach beyond.
        int positions(int index) {
            int start = index * pool.spatial.stride() - left;
            return Math.ceilDiv(Math.min(window, length + right - start), pool.spatial.dilation());
        }
    }
}
