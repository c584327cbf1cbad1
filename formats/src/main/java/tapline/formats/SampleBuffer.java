package tapline.formats;

import java.util.Arrays;
import tapline.tensor.Tensor;

/// Collects the samples of a file row by row, and turns them into channels.
final class SampleBuffer {
    private static final int MOST = Integer.MAX_VALUE - 8;

    private float[] values = new float[1024];
    private int count;

    void add(float value) {
        if (count == values.length) {
            values = Arrays.copyOf(values, (int) Math.min(2L * count, MOST));
        }
        values[count++] = value;
    }

    /// The samples as `[channels, length]`.
    ///
    /// @param width how many samples a row has
    /// @param dropped the position in each row that is left out, or -1
    Tensor toChannels(int width, int dropped) {
        int length = count / width;
        int channels = dropped < 0 ? width : width - 1;
        float[] samples = new float[channels * length];
        for (int channel = 0; channel < channels; channel++) {
            int column = dropped >= 0 && channel >= dropped ? channel + 1 : channel;
            for (int i = 0; i < length; i++) {
                samples[channel * length + i] = values[i * width + column];
            }
        }
        return Tensor.wrap(samples, channels, length);
    }
}
