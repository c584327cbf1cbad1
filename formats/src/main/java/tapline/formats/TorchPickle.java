package tapline.formats;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// Writes the pickle of a state dictionary: protocol 2, a `dict` of `_rebuild_tensor_v2` calls, each with a storage
/// of its own. Only operations that PyTorch's `load` takes with `weights_only`; and because the dictionary is a
/// plain one, LibTorch's `pickle_load` takes them too.
final class TorchPickle {
    private static final int PROTOCOL = 2;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    /// Where texts and globals that come again are kept in the reader's memo.
    private final Map<String, Integer> memo = new HashMap<>();

    private TorchPickle() {}

    /// @param file what messages call the archive that this is for
    static byte[] encode(StateDict state, String file) throws FormatException {
        TorchPickle pickle = new TorchPickle();
        pickle.op(0x80).op(PROTOCOL);
        pickle.op('}').op('(');
        int number = 0;
        for (Map.Entry<String, StoredTensor> entry : state.stored().entrySet()) {
            StoredTensor tensor = entry.getValue();
            if (tensor.type().torchStorage() == null) {
                throw new FormatException(
                        file,
                        "a PyTorch file can't hold " + Excerpt.of(entry.getKey()) + " of elements " + tensor.type());
            }
            pickle.text(entry.getKey()).tensor(tensor, Integer.toString(number));
            number++;
        }
        pickle.op('u').op('.');
        return pickle.out.toByteArray();
    }

    private void tensor(StoredTensor tensor, String key) {
        global("torch._utils", "_rebuild_tensor_v2").op('(').op('(');
        repeatedText("storage").global("torch", tensor.type().torchStorage());
        text(key).repeatedText("cpu").integer(tensor.shape().elements()).op('t').op('Q');
        integer(0).op('(');
        for (int size : tensor.shape().toArray()) {
            integer(size);
        }
        op('t').op('(');
        for (long stride : StridedWalk.rowMajor(tensor.shape())) {
            integer(stride);
        }
        // No gradient is wanted, and there are no hooks.
        op('t').op(0x89).emptyOrderedDict().op('t').op('R');
    }

    private TorchPickle emptyOrderedDict() {
        return global("collections", "OrderedDict").op(')').op('R');
    }

    private TorchPickle global(String module, String name) {
        return repeated(module + "\n" + name + "\n", () -> op('c').ascii(module + "\n" + name + "\n"));
    }

    private TorchPickle repeatedText(String text) {
        return repeated(text, () -> text(text));
    }

    private TorchPickle repeated(String what, Runnable first) {
        Integer kept = memo.putIfAbsent(what, memo.size());
        if (kept != null) {
            return op('h').op(kept);
        }
        first.run();
        return op('q').op(memo.get(what));
    }

    private TorchPickle text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        op('X').int32(bytes.length);
        out.writeBytes(bytes);
        return this;
    }

    private TorchPickle integer(long value) {
        if (value < 1 << 8) {
            return op('K').op((int) value);
        }
        if (value <= Integer.MAX_VALUE) {
            return op('J').int32((int) value);
        }
        byte[] big = BigInteger.valueOf(value).toByteArray();
        op(0x8a).op(big.length);
        for (int i = big.length - 1; i >= 0; i--) {
            op(big[i]);
        }
        return this;
    }

    private TorchPickle int32(int value) {
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array());
        return this;
    }

    private TorchPickle ascii(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    private TorchPickle op(int code) {
        out.write(code);
        return this;
    }
}
