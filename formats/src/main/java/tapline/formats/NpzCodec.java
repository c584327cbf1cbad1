package tapline.formats;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.Map;

/// NumPy's archives of arrays, as the documentation of `numpy.savez` has them: a zip archive with one `.npy` file
/// for each.
final class NpzCodec implements StateCodec {
    private static final String EXTENSION = ".npy";

    /// Whether these are arrays, all of them.
    static boolean accepts(ZipArchive zip) {
        return zip.names().stream().allMatch(name -> name.endsWith(EXTENSION));
    }

    @Override
    public StateDict read(FileBytes file) throws FormatException {
        ZipArchive zip = ZipArchive.open(file);
        Map<String, StoredTensor> stored = new LinkedHashMap<>();
        for (String entry : zip.names()) {
            FileBytes content = zip.content(entry);
            zip.checkCrc(entry, content);
            String name = entry.substring(0, entry.length() - EXTENSION.length());
            stored.put(name, NpyFile.stored(content));
        }
        return new StateDict(StateFormat.NPZ, stored, Map.of(), Map.of());
    }

    @Override
    public void write(StateDict state, OutputStream out, String file) throws IOException {
        ZipWriter zip = new ZipWriter(out, file);
        for (Map.Entry<String, StoredTensor> entry : state.stored().entrySet()) {
            StoredTensor tensor = entry.getValue();
            if (tensor.type() == ElementType.BF16) {
                tensor = StoredTensor.of(tensor.toTensor());
            }
            if (tensor.type().npyCode() == null) {
                throw new FormatException(
                        file, "a .npz file can't hold " + Excerpt.of(entry.getKey()) + " of elements " + tensor.type());
            }
            MemorySegment header = MemorySegment.ofArray(NpyHeader.encode(tensor.type(), tensor.shape()));
            zip.add(entry.getKey() + EXTENSION, 1, header, tensor.bytes());
        }
        zip.finish();
    }
}
