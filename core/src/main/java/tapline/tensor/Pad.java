package tapline.tensor;

import tapline.shape.PaddingMode;
import tapline.shape.Shape;
import tapline.shape.ShapeException;

/// Padding of tensors, one dimension after the other: every mode maps each dimension's positions on their own.
final class Pad {
    private Pad() {}

    /// @param value what stands on padding in mode zeros
    /// @param padding before and after the last dimension, then of the one before it, and so on
    static Tensor forward(Tensor input, PaddingMode mode, double value, int... padding) {
        check(input.shape(), mode, padding);
        Tensor result = input;
        for (int i = 0; i < padding.length; i += 2) {
            result = along(result, input.shape().rank() - 1 - i / 2, mode, value, padding[i], padding[i + 1]);
        }
        return result == input ? input.copy() : result;
    }

    private static void check(Shape input, PaddingMode mode, int... padding) {
        if (padding.length % 2 != 0) {
            throw new ShapeException("Padding length must be divisible by 2");
        }
        if (padding.length > 2 * input.rank()) {
            throw new ShapeException("Padding length too large");
        }
        int padded = padding.length / 2;
        if (mode != PaddingMode.ZEROS
                && (padded < 1 || padded > 3 || input.rank() < padded + 1 || input.rank() > padded + 2)) {
            throw new ShapeException("Only 2D, 3D, 4D, 5D padding with non-constant padding are supported for now");
        }
        for (int i = 0; i < padded; i++) {
            checkSize(input, input.rank() - 1 - i, mode, padding[2 * i], padding[2 * i + 1]);
        }
    }

    private static void checkSize(Shape input, int dim, PaddingMode mode, int left, int right) {
        mode.check(left, right, input, dim);
        long size = input.size(dim);
        long padded = size + left + right;
        if (padded > Integer.MAX_VALUE) {
            throw new ShapeException("Padding dimension " + dim + " of " + input.toList() + " by " + left + " and "
                    + right + " gives " + padded + " elements, more than " + Integer.MAX_VALUE);
        }
        if (padded >= 0) {
            return;
        }
        if (left < 0 && right < 0 && size + left >= 0) {
            throw new ShapeException(
                    "start (0) + length (" + padded + ") exceeds dimension size (" + (size + left) + ").");
        }
        throw new ShapeException("The input size " + size + ", plus negative padding " + left + " and " + right
                + " resulted in a negative output size, which is invalid. Check dimension " + dim + " of your input.");
    }

    private static Tensor along(Tensor input, int dim, PaddingMode mode, double value, int left, int right) {
        Margin margin = new Margin(input.shape(), dim, mode, left, right);
        Tensor result = Tensor.full(value, input.dtype(), margin.padded().toArray());
        margin.copy((from, to, run) -> System.arraycopy(input.array(), from, result.array(), to, run));
        return Node.record(step(mode), result, Edge.to(input, g -> margin.fold(g)));
    }

    private static String step(PaddingMode mode) {
        return switch (mode) {
            case ZEROS -> "ConstantPadNdBackward0";
            case REFLECT -> "ReflectionPad1DBackward0";
            case REPLICATE -> "ReplicationPad1DBackward0";
            case CIRCULAR -> "CopySlices";
        };
    }

    /// One dimension's padding.
    ///
    /// @param shape before padding
    private record Margin(Shape shape, int dim, PaddingMode mode, int left, int right) {
        interface Copy {
            void run(int from, int to, int count);
        }

        Shape padded() {
            return shape.with(dim, shape.size(dim) + left + right);
        }

        /// Goes through what stands in the padded tensor and is from the input, in its order.
        void copy(Copy copy) {
            int length = shape.size(dim);
            int size = padded().size(dim);
            int run = shape.stride(dim);
            for (int i = 0; i < padded().elements() / Math.max(run, 1); i++) {
                int source = mode.source((long) i % size - left, length);
                if (source >= 0) {
                    copy.run((i / size * length + source) * run, i * run, run);
                }
            }
        }

        /// What each element of the input was copied to, added up: the adjoint of padding.
        Tensor fold(Tensor padded) {
            Tensor result = Tensor.zeros(padded.dtype(), shape);
            copy((from, to, run) -> {
                for (int i = 0; i < run; i++) {
                    result.setElement(from + i, result.element(from + i) + padded.element(to + i));
                }
            });
            return result;
        }
    }
}
