package tapline.formats;

import java.io.IOException;
import java.io.OutputStream;
import tapline.tensor.DType;
import tapline.tensor.Tensor;

/// Signals as NumPy arrays: `[channels, length]`, or `[length]` for one channel, which is also how they are
/// written.
final class NpyCodec implements SignalCodec {
    @Override
    public SignalFile read(Content content, ReadOptions options) throws FormatException {
        Tensor samples = NpyFile.readTensor(content);
        if (samples.shape().rank() != 1 && samples.shape().rank() != 2) {
            throw content.problem("expected an array of shape (length,) or (channels, length), but found "
                    + samples.shape().toTuple());
        }
        if (samples.shape().elements() == 0) {
            throw content.problem(
                    "the file holds no samples: its shape is " + samples.shape().toTuple());
        }
        Signal signal = Signal.of(samples.to(DType.FLOAT32));
        if (!options.columns().isEmpty()) {
            signal = signal.select(
                    new ChannelSelection(content, "channel", signal.channelNames()).positions(options.columns()));
        }
        return SignalFile.of(signal, Format.NPY);
    }

    @Override
    public void write(Signal signal, OutputStream out, String file, WriteOptions options) throws IOException {
        Tensor samples = signal.samples();
        NpyFile.writeTensor(signal.channels() == 1 ? samples.reshape(signal.length()) : samples, out);
    }
}
