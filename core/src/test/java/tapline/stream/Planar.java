package tapline.stream;

import java.util.function.IntBinaryOperator;

/// A whole signal, `[channels][length]`, as batch kernels have it.
record Planar(float[] data, int channels, int length) {
    static Planar zeros(int channels, int length) {
        return new Planar(new float[channels * length], channels, length);
    }

    /// The frames that a stream has, one after the other.
    float[] interleaved() {
        float[] frames = new float[data.length];
        for (int i = 0; i < data.length; i++) {
            frames[i % length * channels + i / length] = data[i];
        }
        return frames;
    }

    /// A signal of this length whose element of channel `c` at `l` is this signal's at an index.
    Planar gather(int channels, int length, IntBinaryOperator index) {
        Planar result = zeros(channels, length);
        for (int i = 0; i < result.data.length; i++) {
            result.data[i] = data[index.applyAsInt(i / length, i % length)];
        }
        return result;
    }
}
