package tapline.formats;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import tapline.shape.ShapeException;
import tapline.tensor.DType;
import tapline.tensor.DTypeException;
import tapline.tensor.Tensor;

/// Samples of one or more channels, taken at the same instants.
///
/// Immutable as long as nobody writes to the array of its samples, which it shares with the tensor it was made
/// of.
///
/// @param samples float32, `[channels, length]`, neither of them 0
/// @param channelNames one for each channel, empty where it has no name; an empty list when none has
/// @param sampleRate samples in a second (Hz), absent when unknown
public record Signal(Tensor samples, List<String> channelNames, OptionalDouble sampleRate) {
    /// @throws ShapeException if the samples are not `[channels, length]`, or there are none
    /// @throws DTypeException if the samples are not float32
    /// @throws IllegalArgumentException if the names are more or fewer than the channels, or the rate is not a
    ///     positive, finite number
    public Signal {
        Objects.requireNonNull(sampleRate, "sampleRate");
        if (samples.shape().rank() != 2 || samples.shape().elements() == 0) {
            throw new ShapeException("a signal needs samples of shape [channels, length], with at least one of each, "
                    + "but got " + samples.shape().toList());
        }
        if (samples.dtype() != DType.FLOAT32) {
            throw new DTypeException(
                    "a signal needs float32 samples, but got " + samples.dtype().numpyName());
        }
        int channels = samples.size(0);
        channelNames = channelNames.isEmpty() ? Collections.nCopies(channels, "") : List.copyOf(channelNames);
        if (channelNames.size() != channels) {
            throw new IllegalArgumentException(
                    "a signal of " + channels + " channels needs as many names, but got " + channelNames.size());
        }
        if (sampleRate.isPresent() && !(sampleRate.getAsDouble() > 0 && Double.isFinite(sampleRate.getAsDouble()))) {
            throw new IllegalArgumentException(
                    "a sample rate must be positive and finite, but got " + sampleRate.getAsDouble());
        }
    }

    /// A signal without names and sample rate.
    ///
    /// @param samples float32, `[channels, length]`, or `[length]` for a single channel. *Shared*
    public static Signal of(Tensor samples) {
        Tensor rows = samples.shape().rank() == 1 ? samples.reshape(1, samples.size(0)) : samples;
        return new Signal(rows, List.of(), OptionalDouble.empty());
    }

    /// A signal without names.
    ///
    /// @param samples float32, `[channels, length]`, or `[length]` for a single channel. *Shared*
    public static Signal of(Tensor samples, double sampleRate) {
        return of(samples).withSampleRate(sampleRate);
    }

    public int channels() {
        return samples.size(0);
    }

    /// Samples in each channel.
    public int length() {
        return samples.size(1);
    }

    /// The same samples at another rate.
    public Signal withSampleRate(double rate) {
        return new Signal(samples, channelNames, OptionalDouble.of(rate));
    }

    /// The same samples with other names.
    public Signal withChannelNames(List<String> names) {
        return new Signal(samples, names, sampleRate);
    }

    /// Other samples at the same rate; the names stay where the number of channels does.
    ///
    /// @param other float32, `[channels, length]`. *Shared*
    public Signal withSamples(Tensor other) {
        boolean named = other.shape().rank() == 2 && other.size(0) == channels();
        return new Signal(other, named ? channelNames : List.of(), sampleRate);
    }

    /// The channels at these positions (from 0), in this order, copied.
    public Signal select(int... positions) {
        int length = length();
        float[] chosen = new float[Math.multiplyExact(positions.length, length)];
        List<String> names = new ArrayList<>();
        for (int i = 0; i < positions.length; i++) {
            names.add(channelNames.get(positions[i]));
            System.arraycopy(samples.floats(), positions[i] * length, chosen, i * length, length);
        }
        return new Signal(Tensor.wrap(chosen, positions.length, length), names, sampleRate);
    }
}
