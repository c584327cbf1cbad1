package tapline.cli.live;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import tapline.shape.ConvGeometry;
import tapline.shape.PaddingMode;
import tapline.stream.StreamPlan;
import tapline.tensor.Tensor;

/// A kernel that slides over a live signal, and sees no later sample.
///
/// @param kernel `[out, in, k]`: with `in` 1, it is applied to each channel by itself
/// @param dilation samples from one tap to the next
public record LiveFilter(Tensor kernel, int dilation) implements LiveNetwork {
    @Override
    public List<String> inputs() {
        return List.of();
    }

    @Override
    public OptionalDouble sampleRate() {
        return OptionalDouble.empty();
    }

    private boolean isForEach() {
        return kernel.size(1) == 1;
    }

    /// @throws IllegalArgumentException if the kernel is for another number of channels
    @Override
    public StreamPlan plan(int channels) {
        if (!isForEach() && kernel.size(1) != channels) {
            throw new IllegalArgumentException("expected a signal of " + kernel.size(1)
                    + " channels, as the kernel of size " + kernel.shape().toList() + " has, but got " + channels);
        }
        int copies = isForEach() ? channels : 1;
        int past = Math.multiplyExact(dilation, kernel.size(2) - 1);
        ConvGeometry geometry = new ConvGeometry(
                channels,
                Math.multiplyExact(copies, kernel.size(0)),
                kernel.size(2),
                1,
                dilation,
                copies,
                past,
                0,
                PaddingMode.ZEROS);
        float[] taps = kernel.floats();
        float[] all = new float[Math.multiplyExact(copies, taps.length)];
        for (int copy = 0; copy < copies; copy++) {
            System.arraycopy(taps, 0, all, copy * taps.length, taps.length);
        }
        return StreamPlan.conv(geometry, all, null);
    }

    /// A channel filtered by one kernel keeps its name; several kernels are told apart by their number.
    @Override
    public List<String> outputs(List<String> inputs, int count) {
        int outs = kernel.size(0);
        List<String> names = new ArrayList<>();
        for (int channel = 0; channel < (isForEach() ? inputs.size() : 1); channel++) {
            String name = isForEach() ? inputs.get(channel) : "";
            for (int out = 1; out <= outs; out++) {
                names.add(outs == 1 || name.isEmpty() ? name : name + "_" + out);
            }
        }
        return names;
    }
}
