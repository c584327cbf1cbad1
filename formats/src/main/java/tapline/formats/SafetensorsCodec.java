package tapline.formats;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Hugging Face's format *safetensors*, as its README specifies it: the length of the header, the header, which is
/// JSON, and the elements, little-endian and row-major, without a gap.
///
/// What is written has the layout of the reference implementation: tensors by element type, the last of
/// [ElementType] first, then by name; the header padded with spaces to a multiple of 8 bytes. Metadata are in the
/// order of their keys.
final class SafetensorsCodec implements StateCodec {
    private static final int ALIGNMENT = 8;

    @Override
    public StateDict read(FileBytes file) throws FormatException {
        SafetensorsHeader header = SafetensorsHeader.read(file);
        MemorySegment data = file.segment().asSlice(header.dataOffset());
        Map<String, StoredTensor> stored = new LinkedHashMap<>();
        for (SafetensorsEntry entry : header.entries()) {
            MemorySegment bytes = data.asSlice(entry.begin(), entry.byteSize());
            stored.put(entry.name(), new StoredTensor(entry.type(), entry.shape(), bytes));
        }
        return new StateDict(StateFormat.SAFETENSORS, stored, header.metadata(), Map.of());
    }

    @Override
    public void write(StateDict state, OutputStream out, String file) throws IOException {
        List<SafetensorsEntry> entries = layout(state, file);
        byte[] json = SafetensorsHeader.encode(entries, state.metadata());
        int length = Math.ceilDiv(json.length, ALIGNMENT) * ALIGNMENT;
        byte[] header = Arrays.copyOf(json, length);
        Arrays.fill(header, json.length, length, (byte) ' ');
        out.write(ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(length)
                .array());
        out.write(header);
        for (SafetensorsEntry entry : entries) {
            SegmentOutput.write(state.stored().get(entry.name()).bytes(), out);
        }
    }

    private static List<SafetensorsEntry> layout(StateDict state, String file) throws FormatException {
        List<String> names = new ArrayList<>(state.names());
        names.sort(
                Comparator.comparing((String name) -> state.stored().get(name).type())
                        .reversed()
                        .thenComparing(SafetensorsCodec::compareCodePoints));
        List<SafetensorsEntry> entries = new ArrayList<>();
        long begin = 0;
        for (String name : names) {
            StoredTensor tensor = state.stored().get(name);
            if (tensor.type() == ElementType.C128 || name.equals(SafetensorsHeader.METADATA)) {
                throw new FormatException(
                        file, "a safetensors file can't hold " + Excerpt.of(name) + " of elements " + tensor.type());
            }
            long end = begin + tensor.byteSize();
            entries.add(new SafetensorsEntry(name, tensor.type(), tensor.shape(), begin, end));
            begin = end;
        }
        return entries;
    }

    /// The order of the texts' bytes in UTF-8, which is not that of Java's strings.
    private static int compareCodePoints(String a, String b) {
        return Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());
    }
}
