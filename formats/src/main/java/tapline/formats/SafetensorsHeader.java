package tapline.formats;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The header of a safetensors file, checked: the tensors lie one behind the other, from the header's end to the
/// file's.
///
/// @param entries in the order of their elements
/// @param dataOffset where the elements begin in the file
record SafetensorsHeader(List<SafetensorsEntry> entries, Map<String, String> metadata, long dataOffset) {
    /// The key that is no tensor's name.
    static final String METADATA = "__metadata__";

    /// Escapes what the reference implementation escapes, and as it does.
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
            .build();

    /// The reference implementation's own limit.
    private static final int LONGEST = 100_000_000;

    static SafetensorsHeader read(FileBytes file) throws FormatException {
        if (file.length() < Long.BYTES) {
            throw file.problemAtByte(
                    0,
                    "expected 8 bytes with the length of the header, but found " + file.length()
                            + ": the file is cut short");
        }
        long length = file.i64(0);
        if (length < 0 || length > LONGEST) {
            throw file.problemAtByte(
                    0,
                    "expected a header of at most " + LONGEST + " bytes, but found " + Long.toUnsignedString(length));
        }
        if (!file.holds(Long.BYTES, length)) {
            throw file.problemAtByte(
                    0,
                    "the header says that it has " + length + " bytes, but " + (file.length() - Long.BYTES)
                            + " follow: the file is cut short");
        }
        SafetensorsHeader header = new SafetensorsJson(file, (int) length).parse();
        header.entries.sort(Comparator.comparingLong(SafetensorsEntry::begin).thenComparing(SafetensorsEntry::end));
        header.checkLayout(file);
        return header;
    }

    private void checkLayout(FileBytes file) throws FormatException {
        long at = 0;
        for (SafetensorsEntry entry : entries) {
            if (entry.begin() != at) {
                throw file.problem("tensor " + Excerpt.of(entry.name()) + ": expected its elements at " + at
                        + " behind the header, where those before end, but found them at " + entry.begin()
                        + (entry.begin() > at ? ": there is a hole" : ": they overlap"));
            }
            at = entry.end();
        }
        long present = file.length() - dataOffset;
        if (at != present) {
            throw file.problemAtByte(
                    dataOffset,
                    "expected " + at + " bytes of elements up to the file's end, but found " + present
                            + (present < at ? ": the file is cut short" : ": there is more than the header lists"));
        }
    }

    /// The header's JSON in the form of the reference implementation.
    static byte[] encode(List<SafetensorsEntry> entries, Map<String, String> metadata) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes, JsonEncoding.UTF8)) {
            json.writeStartObject();
            if (!metadata.isEmpty()) {
                json.writeObjectFieldStart(METADATA);
                for (Map.Entry<String, String> entry : new TreeMap<>(metadata).entrySet()) {
                    json.writeStringField(entry.getKey(), entry.getValue());
                }
                json.writeEndObject();
            }
            for (SafetensorsEntry entry : entries) {
                json.writeObjectFieldStart(entry.name());
                json.writeStringField("dtype", entry.type().name());
                json.writeFieldName("shape");
                int[] shape = entry.shape().toArray();
                json.writeArray(shape, 0, shape.length);
                json.writeFieldName("data_offsets");
                json.writeArray(new long[] {entry.begin(), entry.end()}, 0, 2);
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }
}
