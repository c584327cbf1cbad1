package tapline.formats;

import java.io.OutputStream;
import java.util.Map;

/// A NumPy array without a name.
final class NpyStateCodec implements StateCodec {
    @Override
    public StateDict read(FileBytes file) throws FormatException {
        return new StateDict(StateFormat.NPY, Map.of(TensorTree.ONLY_TENSOR, NpyFile.stored(file)), Map.of(), Map.of());
    }

    @Override
    public void write(StateDict state, OutputStream out, String file) throws FormatException {
        throw new FormatException(
                file, "expected a format for several tensors, but a .npy file holds one; .npz holds several");
    }
}
