package tapline.formats;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// PyTorch's files, built by hand from operations of pickles.
final class TorchFiles {
    private TorchFiles() {}

    /// The beginning of a pickle: protocol 2.
    static FixtureBytes pickle() {
        return new FixtureBytes().u8(0x80, 2);
    }

    static FixtureBytes text(FixtureBytes pickle, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return pickle.ascii("X").u32(bytes.length).bytes(bytes);
    }

    static FixtureBytes number(FixtureBytes pickle, long value) {
        return pickle.u8(0x8a, 8).u32(value, value >> 32);
    }

    private static FixtureBytes numbers(FixtureBytes pickle, long... values) {
        pickle.ascii("(");
        for (long value : values) {
            number(pickle, value);
        }
        return pickle.ascii("t");
    }

    /// A tensor that is a view of storage `key`, which is said to have `elements` float32.
    static FixtureBytes tensor(
            FixtureBytes pickle, String key, long elements, long offset, long[] sizes, long[] strides) {
        pickle.ascii("ctorch._utils\n_rebuild_tensor_v2\n((");
        text(pickle, "storage").ascii("ctorch\nFloatStorage\n");
        text(pickle, key);
        number(text(pickle, "cpu"), elements).ascii("tQ");
        numbers(numbers(number(pickle, offset), sizes), strides);
        return pickle.u8(0x89).ascii("ccollections\nOrderedDict\n)RtR");
    }

    /// An archive of this pickle and one storage `0` of `bytes` bytes.
    static byte[] archive(FixtureBytes pickle, int bytes) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("archive/data.pkl", pickle.done());
        entries.put("archive/data/0", new byte[bytes]);
        entries.put("archive/version", "3\n".getBytes(StandardCharsets.US_ASCII));
        return zip(ZipEntry.STORED, entries);
    }

    static byte[] zip(int method, Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> content : entries.entrySet()) {
                CRC32 crc = new CRC32();
                crc.update(content.getValue());
                ZipEntry entry = new ZipEntry(content.getKey());
                entry.setMethod(method);
                entry.setSize(content.getValue().length);
                entry.setCrc(crc.getValue());
                zip.putNextEntry(entry);
                zip.write(content.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
