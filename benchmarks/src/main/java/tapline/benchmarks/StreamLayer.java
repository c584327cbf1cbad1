package tapline.benchmarks;

import java.util.List;
import tapline.nn.CausalConv1d;
import tapline.stream.Stream;
import tapline.tensor.Tensor;

/// A causal convolution that is stepped: as many channels go out as come in.
record StreamLayer(int channels, int kernelSize, int dilation) {
    /// RTNeural's comparison has these, and a dilated one.
    static final List<StreamLayer> ALL = List.of(
            new StreamLayer(8, 7, 1),
            new StreamLayer(16, 15, 1),
            new StreamLayer(32, 31, 1),
            new StreamLayer(64, 63, 1),
            new StreamLayer(16, 3, 8));

    String id() {
        return channels + "ch-k" + kernelSize + (dilation == 1 ? "" : "-d" + dilation);
    }

    int window() {
        return dilation * (kernelSize - 1) + 1;
    }

    int terms() {
        return channels * kernelSize;
    }

    /// What a library without streams computes for so many new frames: the windows that end with them, unpadded.
    ConvShape windows(int frames) {
        return new ConvShape(
                id(), "stream", 1, channels, channels, kernelSize, 1, 0, dilation, 1, window() + frames - 1, "stream");
    }

    /// A stream of the layer with these numbers, behind the first window's frames but one.
    Stream stream(ConvData data) {
        CausalConv1d layer = CausalConv1d.of(channels, channels, kernelSize)
                .dilation(dilation)
                .build();
        layer.weight().set(Tensor.wrap(data.weight(), data.shape().weightSizes()));
        layer.bias().orElseThrow().set(Tensor.wrap(data.bias(), channels));
        Stream stream = layer.stream();
        stream.prime(frames(data), 0, window() - 1);
        return stream;
    }

    /// The input, `[frame][channel]`.
    float[] frames(ConvData data) {
        return transposed(data.input(), channels);
    }

    /// What a stream gives for the frames behind the first window's, `[channel][frame]`.
    float[] streamed(ConvData data) {
        int frames = data.shape().outputLength();
        float[] out = new float[frames * channels];
        stream(data).push(frames(data), (window() - 1) * channels, frames, out, 0);
        return transposed(out, frames);
    }

    /// Of `rows` rows.
    private static float[] transposed(float[] values, int rows) {
        int columns = values.length / rows;
        float[] result = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i % columns * rows + i / columns] = values[i];
        }
        return result;
    }
}
