package tapline.shape;

import java.util.Locale;

/// What stands beyond the ends of a signal: PyTorch's `padding_mode`.
public enum PaddingMode {
    /// Zeros: `0 0 | a b c d | 0 0`.
    ZEROS,
    /// The signal mirrored about its end samples: `c b | a b c d | c b`.
    REFLECT,
    /// The end samples repeated: `a a | a b c d | d d`.
    REPLICATE,
    /// The signal again: `c d | a b c d | a b`.
    CIRCULAR;

    /// The mode of this name, as PyTorch spells it.
    ///
    /// @throws ShapeException if there is none
    public static PaddingMode parse(String name) {
        for (PaddingMode mode : values()) {
            if (mode.toString().equals(name)) {
                return mode;
            }
        }
        throw new ShapeException("padding_mode must be one of {'zeros', 'reflect', 'replicate', 'circular'}, "
                + "but got padding_mode='" + name + "'");
    }

    /// Where position `index` of the padded signal comes from: an index in `[0, length)`, or -1 for a zero.
    ///
    /// @param index counted from the first sample of the signal itself: negative on the left padding
    /// @param length of the signal; the padding obeys [#check]
    public int source(long index, int length) {
        if (index >= 0 && index < length) {
            return (int) index;
        }
        return switch (this) {
            case ZEROS -> -1;
            case REFLECT -> (int) (index < 0 ? -index : 2L * (length - 1) - index);
            case REPLICATE -> index < 0 ? 0 : length - 1;
            case CIRCULAR -> (int) (index < 0 ? index + length : index - length);
        };
    }

    /// Refuses padding that this mode can't make from a signal of `length` samples.
    ///
    /// @param left how many positions are added before the signal; negative crops
    /// @param right how many positions are added after it; negative crops
    /// @param input the shape of the signal, for the message
    /// @param dim the padded dimension, for the message
    /// @throws ShapeException if a side is as long as the signal (reflect) or longer than it (circular), or the
    ///     signal has no sample to repeat
    public void check(int left, int right, Shape input, int dim) {
        int length = input.size(dim);
        boolean needsSamples = this != ZEROS && (left > 0 || right > 0);
        if (needsSamples && length == 0) {
            throw new ShapeException("Expected 2D or 3D (batch mode) tensor with possibly 0 batch size and other "
                    + "non-zero dimensions for input, but got: " + input.toList());
        }
        if (this == REFLECT && (left >= length || right >= length)) {
            throw new ShapeException("Argument #4: Padding size should be less than the corresponding input dimension, "
                    + "but got: padding (" + left + ", " + right + ") at dimension " + dim + " of input "
                    + input.toList());
        }
        if (this == CIRCULAR && (left > length || right > length)) {
            throw new ShapeException("Padding value causes wrapping around more than once.");
        }
    }

    /// PyTorch's name of the mode: `zeros`, `reflect`, `replicate`, `circular`.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
