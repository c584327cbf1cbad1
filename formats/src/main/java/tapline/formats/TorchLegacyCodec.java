package tapline.formats;

import java.io.OutputStream;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tapline.formats.pickle.PickleDict;
import tapline.formats.pickle.PickleException;
import tapline.formats.pickle.Unpickler;
import tapline.formats.pickle.Vocabulary;

/// What PyTorch's `torch.save` wrote before version 1.6 (`_legacy_save` in `torch/serialization.py`): five
/// pickles, which are a magic number, a version, a description of the machine, the value, and the keys of the
/// storages; then the storages in the order of the keys, each with the number of its elements before it.
final class TorchLegacyCodec implements StateCodec {
    /// The first pickle in bytes: protocol 2, and the number 0x1950a86a20f9469cfc6c.
    static final String MAGIC = "\u0080\u0002\u008a\nl\u00fc\u009cF\u00f9 j\u00a8P\u0019.";

    private static final long VERSION = 1001;

    @Override
    public StateDict read(FileBytes file) throws FormatException {
        return new Reader(file).read();
    }

    @Override
    public void write(StateDict state, OutputStream out, String file) throws FormatException {
        throw new FormatException(file, "expected PyTorch's present format: the legacy one is only read");
    }

    private static final class Reader {
        private final FileBytes file;
        private long at = MAGIC.length();

        Reader(FileBytes file) {
            this.file = file;
        }

        StateDict read() throws FormatException {
            long versionAt = at;
            if (!Long.valueOf(VERSION).equals(unpickle(Vocabulary.NONE))) {
                throw file.problemAtByte(versionAt, "expected version " + VERSION + " of the format");
            }
            ByteOrder order = byteOrder();
            TorchVocabulary vocabulary = new TorchVocabulary(file.length());
            Object root = unpickle(vocabulary);
            storages(vocabulary);
            return TensorTree.flatten(root, file, StateFormat.PYTORCH_LEGACY, order);
        }

        private Object unpickle(Vocabulary vocabulary) throws FormatException {
            Unpickler unpickler = new Unpickler(file.segment(), at, vocabulary);
            try {
                Object value = unpickler.load();
                at = unpickler.position();
                return value;
            } catch (PickleException e) {
                throw file.problemAtByte(e.offset(), e.getMessage(), e);
            }
        }

        private ByteOrder byteOrder() throws FormatException {
            long describedAt = at;
            if (unpickle(Vocabulary.NONE) instanceof PickleDict machine) {
                for (int i = 0; i < machine.size(); i++) {
                    if ("little_endian".equals(machine.key(i)) && machine.value(i) instanceof Boolean little) {
                        return little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
                    }
                }
            }
            throw file.problemAtByte(describedAt, "expected a dictionary that says whether 'little_endian' is true");
        }

        private void storages(TorchVocabulary vocabulary) throws FormatException {
            long keysAt = at;
            Map<Object, TorchStorage> missing = new HashMap<>();
            vocabulary.storages().forEach(storage -> missing.put(storage.key(), storage));
            if (!(unpickle(Vocabulary.NONE) instanceof List<?> keys) || keys.size() != missing.size()) {
                throw file.problemAtByte(keysAt, "expected a list of the keys of " + missing.size() + " storages");
            }
            for (Object key : keys) {
                TorchStorage storage = key instanceof String text ? missing.remove(text) : null;
                if (storage == null) {
                    throw file.problemAtByte(keysAt, "expected each key of a storage once, but found another");
                }
                storage(storage);
            }
            if (at != file.length()) {
                throw file.problemAtByte(at, "expected the end of the file after the last storage, but it goes on");
            }
        }

        private void storage(TorchStorage storage) throws FormatException {
            long size = storage.byteSize();
            if (!file.holds(at, Long.BYTES) || !file.holds(at + Long.BYTES, size)) {
                throw file.problemAtByte(
                        at,
                        "expected storage " + Excerpt.of(storage.key()) + " of " + size + " bytes, but found "
                                + (file.length() - at) + ": the file is cut short");
            }
            long elements = file.i64(at);
            if (elements != storage.elements()) {
                throw file.problemAtByte(
                        at, "expected a storage of " + storage.elements() + " elements, but found " + elements);
            }
            storage.setData(file.segment().asSlice(at + Long.BYTES, size));
            at += Long.BYTES + size;
        }
    }
}
