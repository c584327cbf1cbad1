package tapline.shape;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/// To what length signals are stretched or shrunk, and how. Immutable; each setter returns a changed copy:
/// `Interpolation.by(2).mode(InterpolationMode.LINEAR)`.
///
/// @param size the length of the result, or nothing where there is a scale factor
/// @param scaleFactor how many times as long the result is, or nothing where there is a size
/// @param mode nearest if not said
/// @param alignCorners whether the first and last samples of input and result are at the same places, in mode
///     linear; if not, the ends of samples are, which are half a sample further out
public record Interpolation(
        OptionalInt size, OptionalDouble scaleFactor, InterpolationMode mode, boolean alignCorners) {
    /// @throws ShapeException if there is not one of size and scale factor, it is not positive, or corners are to
    ///     be aligned in a mode that doesn't know corners
    public Interpolation {
        if (size.isEmpty() && scaleFactor.isEmpty()) {
            throw new ShapeException("either size or scale_factor should be defined");
        }
        if (size.isPresent() && scaleFactor.isPresent()) {
            throw new ShapeException("only one of size or scale_factor should be defined");
        }
        if (alignCorners && mode != InterpolationMode.LINEAR) {
            throw new ShapeException("align_corners option can only be set with the interpolating modes: "
                    + "linear | bilinear | bicubic | trilinear");
        }
        if (size.orElse(1) < 1 || !(scaleFactor.orElse(1) > 0)) {
            throw new ShapeException("Input and output sizes should be greater than 0, but got "
                    + (size.isPresent() ? "size " + size.getAsInt() : "scale_factor " + scaleFactor.getAsDouble()));
        }
    }

    /// To this many samples, by the nearest.
    public static Interpolation toSize(int size) {
        return new Interpolation(OptionalInt.of(size), OptionalDouble.empty(), InterpolationMode.NEAREST, false);
    }

    /// To `floor(length * scaleFactor)` samples, by the nearest.
    public static Interpolation by(double scaleFactor) {
        return new Interpolation(OptionalInt.empty(), OptionalDouble.of(scaleFactor), InterpolationMode.NEAREST, false);
    }

    /// The same in another mode.
    public Interpolation mode(InterpolationMode mode) {
        return new Interpolation(size, scaleFactor, mode, alignCorners);
    }

    /// The same with the first and last samples at the same places, or not.
    public Interpolation alignCorners(boolean alignCorners) {
        return new Interpolation(size, scaleFactor, mode, alignCorners);
    }

    /// The length of the result for an input of `length` samples.
    ///
    /// @throws ShapeException if it is 0, or more than an array can have
    public int outputLength(int length) {
        double samples = size.isPresent() ? size.getAsInt() : Math.floor(length * scaleFactor.getAsDouble());
        if (samples < 1 || samples > Integer.MAX_VALUE || length < 1) {
            throw new ShapeException("Input and output sizes should be greater than 0, but got input (W: " + length
                    + ") and output (W: " + (long) samples + ")");
        }
        return (int) samples;
    }

    /// Where sample `l` of the result lies in the input, in samples from 0: the left neighbour, and how far from
    /// there to the next. In the nearest modes that is 0, and the place is worked out in float, as PyTorch does.
    ///
    /// @param length of the input
    public double position(int l, int length) {
        if (alignCorners) {
            int outputs = outputLength(length);
            return outputs == 1 ? 0 : l * ((length - 1.0) / (outputs - 1));
        }
        double scale = scaleFactor.isPresent() ? 1 / scaleFactor.getAsDouble() : (double) length / outputLength(length);
        float scaled = size.isPresent() ? (float) length / size.getAsInt() : (float) scale;
        double place = switch (mode) {
            case NEAREST -> Math.floor(l * scaled);
            case NEAREST_EXACT -> Math.floor((l + 0.5f) * scaled);
            case LINEAR -> Math.max(scale * (l + 0.5) - 0.5, 0);
        };
        return Math.min(place, length - 1);
    }
}
