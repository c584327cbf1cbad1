package tapline.nn;

import tapline.shape.Interpolation;
import tapline.shape.InterpolationMode;
import tapline.stream.StreamPlan;
import tapline.tensor.Functional;
import tapline.tensor.Tensor;

/// Stretches or shrinks signals: PyTorch's `nn.Upsample`.
///
/// Input `[batch, channels, length]`; output `[batch, channels, floor(length * scaleFactor)]`, or of the size asked
/// for. Thread-safe.
///
/// ```java
/// Upsample twice = Upsample.of(Interpolation.by(2).mode(InterpolationMode.LINEAR));
/// ```
public final class Upsample extends Module {
    private final Interpolation interpolation;

    private Upsample(Interpolation interpolation) {
        this.interpolation = interpolation;
    }

    /// A layer that does this.
    public static Upsample of(Interpolation interpolation) {
        return new Upsample(interpolation);
    }

    /// @throws tapline.shape.ShapeException if the input is of another rank, or it or the result has no samples
    @Override
    public Tensor forward(Tensor input) {
        return Functional.interpolate(input, interpolation);
    }

    /// Where every sample is repeated equally often.
    @Override
    public StreamPlan streamAfter(StreamPlan before) {
        double factor = interpolation.scaleFactor().orElseThrow(() -> notStreamed("its factor depends on the signal"));
        if (interpolation.mode() == InterpolationMode.LINEAR || factor != (int) factor) {
            throw notStreamed("expected whole factors and mode='nearest'");
        }
        // PyTorch works places out in float: with a few factors, 41 the smallest, they are not where they should be.
        if (interpolation.position((int) factor, 2) != 1) {
            throw notStreamed("with this factor samples are not repeated equally often");
        }
        return before.then(StreamPlan.upsample(before.outChannels(), (int) factor));
    }

    /// What it does.
    public Interpolation interpolation() {
        return interpolation;
    }

    @Override
    protected String extraRepr() {
        String length = interpolation.size().isPresent()
                ? "size=" + interpolation.size().getAsInt()
                : "scale_factor=" + PythonNumber.of(interpolation.scaleFactor().getAsDouble());
        return length + ", mode=" + interpolation.mode();
    }
}
