package tapline.cli;

import java.util.ArrayList;
import java.util.List;
import tapline.formats.Signal;
import tapline.shape.ConvOptions;
import tapline.shape.ShapeException;
import tapline.tensor.Functional;
import tapline.tensor.Tensor;

/// A kernel and how it slides.
///
/// @param kernel `[out, in, k]`: with `in` 1, it is applied to each channel of a signal by itself
/// @param options stride, padding and dilation; one group
record Filter(Tensor kernel, ConvOptions options) {

    /// The signal filtered. Its sample rate is divided by the stride.
    ///
    /// @throws ShapeException if the kernel is for another number of channels, or longer than the padded signal
    Signal apply(Signal signal) {
        int inChannels = kernel.size(1);
        boolean each = inChannels == 1;
        if (!each && inChannels != signal.channels()) {
            throw new ShapeException("expected a signal of " + inChannels + " channels, as the kernel of size "
                    + kernel.shape().toList() + " has, but got " + signal.channels());
        }
        Tensor samples = each
                ? Functional.conv1d(
                        signal.samples(), repeated(signal.channels()), null, options.groups(signal.channels()))
                : Functional.conv1d(signal.samples(), kernel, null, options);
        Signal result = signal.withSamples(samples).withChannelNames(names(signal, each));
        return signal.sampleRate().isPresent()
                ? result.withSampleRate(signal.sampleRate().getAsDouble() / options.stride())
                : result;
    }

    /// The kernel once for each channel, for as many groups.
    private Tensor repeated(int channels) {
        float[] taps = kernel.floats();
        float[] all = new float[Math.multiplyExact(taps.length, channels)];
        for (int channel = 0; channel < channels; channel++) {
            System.arraycopy(taps, 0, all, channel * taps.length, taps.length);
        }
        return Tensor.wrap(all, channels * kernel.size(0), 1, kernel.size(2));
    }

    /// A channel filtered by one kernel keeps its name; several kernels are told apart by their number.
    private List<String> names(Signal signal, boolean each) {
        int outs = kernel.size(0);
        List<String> names = new ArrayList<>();
        for (int channel = 0; channel < (each ? signal.channels() : 1); channel++) {
            String name = each ? signal.channelNames().get(channel) : "";
            for (int out = 1; out <= outs; out++) {
                names.add(outs == 1 || name.isEmpty() ? name : name + "_" + out);
            }
        }
        return names;
    }
}
