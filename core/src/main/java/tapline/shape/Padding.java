package tapline.shape;

/// How many positions a convolution adds at either end of a signal. Immutable.
///
/// PyTorch has a number for both sides, `'same'` and `'valid'`. Two sides of different length, `'same'` with a
/// stride, and causal padding are what it lacks.
public sealed interface Padding {
    /// No padding: the kernel never leaves the signal. PyTorch's `'valid'`.
    Padding VALID = Named.VALID;

    /// The output is as long as the input; of an odd total the extra position is on the right. PyTorch's `'same'`:
    /// stride 1 only.
    Padding SAME = Named.SAME;

    /// The output has `ceil(length / stride)` samples for any stride; of an odd total the extra position is on the
    /// right. TensorFlow's `"SAME"`: how much is added depends on the length of the input.
    Padding STRIDED_SAME = Named.STRIDED_SAME;

    /// `amount` positions at both sides.
    ///
    /// @throws ShapeException if it is negative
    static Padding of(int amount) {
        return new Symmetric(amount);
    }

    /// `left` positions before and `right` positions after the signal.
    ///
    /// @throws ShapeException if one is negative
    static Padding of(int left, int right) {
        return new Asymmetric(left, right);
    }

    /// Padding on the left only, so that no output sees a later input than `alignment` allows.
    static Padding causal(CausalAlignment alignment) {
        return new Causal(alignment);
    }

    /// The padding of this name: `same`, `valid` or `strided_same`.
    ///
    /// @throws ShapeException if there is none
    static Padding parse(String name) {
        for (Named named : Named.values()) {
            if (named.text.equals(name)) {
                return named;
            }
        }
        throw new ShapeException("Invalid padding string '" + name + "', should be one of {'same', 'valid'}");
    }

    /// The positions added at each end.
    record Sides(int left, int right) {}

    /// What this padding adds to a signal of `length` samples.
    ///
    /// @param window the samples that the kernel spans: `dilation * (kernelSize - 1) + 1`
    /// @throws ShapeException if this padding doesn't go with that stride
    Sides sides(int length, int window, int stride);

    /// As a module prints it: `(2,)`, `same`.
    String toString(int window, int stride);

    /// The same amount at both sides.
    record Symmetric(int amount) implements Padding {
        public Symmetric {
            Checks.padding(amount);
        }

        @Override
        public Sides sides(int length, int window, int stride) {
            return new Sides(amount, amount);
        }

        @Override
        public String toString(int window, int stride) {
            return "(" + amount + ",)";
        }
    }

    /// An amount for each side.
    record Asymmetric(int left, int right) implements Padding {
        public Asymmetric {
            Checks.padding(left);
            Checks.padding(right);
        }

        @Override
        public Sides sides(int length, int window, int stride) {
            return new Sides(left, right);
        }

        @Override
        public String toString(int window, int stride) {
            return "(" + left + ", " + right + ")";
        }
    }

    /// The left side only.
    record Causal(CausalAlignment alignment) implements Padding {
        @Override
        public Sides sides(int length, int window, int stride) {
            return new Sides(left(window, stride), 0);
        }

        @Override
        public String toString(int window, int stride) {
            return "(" + left(window, stride) + ",)";
        }

        private int left(int window, int stride) {
            int left = alignment == CausalAlignment.FIRST_OF_STRIDE ? window - 1 : window - stride;
            if (left < 0) {
                throw new ShapeException("A causal convolution aligned to the last of its stride needs a window of at "
                        + "least one stride, but got a window of " + window + " samples and stride " + stride);
            }
            return left;
        }
    }

    /// Amounts that follow from the kernel, the stride and the length.
    enum Named implements Padding {
        VALID("valid"),
        SAME("same"),
        STRIDED_SAME("strided_same");

        private final String text;

        Named(String text) {
            this.text = text;
        }

        @Override
        public Sides sides(int length, int window, int stride) {
            if (this == SAME && stride != 1) {
                throw new ShapeException("padding='same' is not supported for strided convolutions");
            }
            if (this == VALID) {
                return new Sides(0, 0);
            }
            long outputs = Math.ceilDiv(length, stride);
            int total = Math.clamp((outputs - 1) * stride + window - length, 0, Integer.MAX_VALUE);
            return new Sides(total / 2, total - total / 2);
        }

        @Override
        public String toString(int window, int stride) {
            return text;
        }
    }
}
