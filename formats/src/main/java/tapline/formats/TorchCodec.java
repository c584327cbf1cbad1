package tapline.formats;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import tapline.formats.pickle.PickleException;
import tapline.formats.pickle.Unpickler;

/// The archives of PyTorch's `torch.save`, as *Serialization semantics* in its documentation and
/// `torch/serialization.py` have them: a zip archive with one folder; in it, `data.pkl` is the pickle and `data/0`,
/// `data/1`, ... are the storages that it names. Records that are not needed for tensors are ignored.
final class TorchCodec implements StateCodec {
    private static final String PICKLE = "data.pkl";
    private static final String BYTE_ORDER = "byteorder";
    private static final String FOLDER = "archive/";
    private static final int ALIGNMENT = 64;
    private static final int LONGEST_BYTE_ORDER = 8;

    @Override
    public StateDict read(FileBytes file) throws FormatException {
        ZipArchive zip = ZipArchive.open(file);
        List<String> pickles = zip.names().stream()
                .filter(name -> name.equals(PICKLE) || name.endsWith("/" + PICKLE))
                .toList();
        if (pickles.size() != 1) {
            throw file.problem("expected an archive of .npy files, or one with a single data.pkl as PyTorch writes it, "
                    + "but found " + pickles.size() + " such entries among "
                    + zip.names().size());
        }
        String name = pickles.getFirst();
        String folder = name.substring(0, name.length() - PICKLE.length());
        FileBytes pickle = zip.content(name);
        TorchVocabulary vocabulary = new TorchVocabulary(pickle.length());
        Object root = unpickle(pickle, vocabulary);
        for (TorchStorage storage : vocabulary.storages()) {
            storage.setData(data(zip, folder, storage));
        }
        return TensorTree.flatten(root, file, StateFormat.PYTORCH, byteOrder(zip, folder));
    }

    private static Object unpickle(FileBytes pickle, TorchVocabulary vocabulary) throws FormatException {
        Unpickler unpickler = new Unpickler(pickle.segment(), 0, vocabulary);
        try {
            Object root = unpickler.load();
            if (unpickler.position() != pickle.length()) {
                throw pickle.problemAtByte(unpickler.position(), "expected the end of the pickle, but it goes on");
            }
            return root;
        } catch (PickleException e) {
            throw pickle.problemAtByte(e.offset(), e.getMessage(), e);
        }
    }

    private static MemorySegment data(ZipArchive zip, String folder, TorchStorage storage) throws FormatException {
        String entry = folder + "data/" + storage.key();
        FileBytes content = zip.content(entry);
        if (content == null) {
            throw zip.file().problem("expected an entry " + Excerpt.of(entry) + " with a storage, but there is none");
        }
        if (content.length() != storage.byteSize()) {
            throw content.problem("expected " + storage.byteSize() + " bytes for " + storage.elements() + " elements "
                    + storage.type() + ", but found " + content.length());
        }
        return content.segment();
    }

    /// Older archives don't say, and are little-endian.
    private static ByteOrder byteOrder(ZipArchive zip, String folder) throws FormatException {
        FileBytes content = zip.content(folder + BYTE_ORDER);
        if (content == null) {
            return ByteOrder.LITTLE_ENDIAN;
        }
        String order = content.utf8(0, (int) Math.min(content.length(), LONGEST_BYTE_ORDER));
        return switch (order) {
            case "little" -> ByteOrder.LITTLE_ENDIAN;
            case "big" -> ByteOrder.BIG_ENDIAN;
            default -> throw content.problem("expected little or big, but found " + Excerpt.of(order));
        };
    }

    @Override
    public void write(StateDict state, OutputStream out, String file) throws IOException {
        ZipWriter zip = new ZipWriter(out, file);
        zip.add(FOLDER + PICKLE, ALIGNMENT, MemorySegment.ofArray(TorchPickle.encode(state, file)));
        zip.add(FOLDER + BYTE_ORDER, ALIGNMENT, text("little"));
        int number = 0;
        for (Map.Entry<String, StoredTensor> tensor : state.stored().entrySet()) {
            zip.add(FOLDER + "data/" + number, ALIGNMENT, tensor.getValue().bytes());
            number++;
        }
        zip.add(FOLDER + "version", ALIGNMENT, text("3\n"));
        zip.finish();
    }

    private static MemorySegment text(String text) {
        return MemorySegment.ofArray(text.getBytes(StandardCharsets.US_ASCII));
    }
}
