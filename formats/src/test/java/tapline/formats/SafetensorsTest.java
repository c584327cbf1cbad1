package tapline.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tapline.tensor.DType;
import tapline.tensor.Tensor;

class SafetensorsTest {
    private static byte[] file(String header, int data) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        return new FixtureBytes()
                .u32(json.length, 0)
                .bytes(json)
                .bytes(new byte[data])
                .done();
    }

    private static String headerOf(StateDict state) throws IOException {
        byte[] bytes = StateFiles.write(state, StateFormat.SAFETENSORS);
        assertThat(bytes[0] % 8).isZero();
        return new String(
                bytes, 8, Byte.toUnsignedInt(bytes[0]) + 256 * Byte.toUnsignedInt(bytes[1]), StandardCharsets.UTF_8);
    }

    /// The two files are those of the reference implementation's own tests.
    @Test
    void theBytesAreThoseOfTheReference() throws IOException {
        assertThat(headerOf(StateDict.of(Map.of("attn.0", Tensor.zeros(1, 2, 3)))))
                .isEqualTo("{\"attn.0\":{\"dtype\":\"F32\",\"shape\":[1,2,3],\"data_offsets\":[0,24]}}");
        assertThat(headerOf(StateDict.of(Map.of("attn0", Tensor.zeros(1, 1, 2, 3)))))
                .isEqualTo("{\"attn0\":{\"dtype\":\"F32\",\"shape\":[1,1,2,3],\"data_offsets\":[0,24]}}       ");
    }

    @Test
    void wideTypesComeFirstThenNames() throws IOException {
        StateDict state = StateFiles.read("pt_variety/variety.pt");
        StateDict written = StateFiles.read(StateFiles.write(state, StateFormat.SAFETENSORS));

        assertThat(written.names())
                .startsWith("i64", "f64", "base")
                .endsWith("i32", "bf16", "f16", "i16", "i8", "u8", "bool");
        StateFiles.assertSame(written, state);
    }

    @Test
    void namesAreOrderedAsTheirBytesAre() throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (String name : new String[] {"\ud83d\ude00", "\uffee", "é", "z", "a\"\\\n\u0001"}) {
            tensors.put(name, Tensor.scalar(1f));
        }
        StateDict written = StateFiles.read(StateFiles.write(StateDict.of(tensors), StateFormat.SAFETENSORS));
        assertThat(written.names()).containsExactly("a\"\\\n\u0001", "z", "é", "\uffee", "\ud83d\ude00");
    }

    /// What `save` of safetensors 0.8.0 for NumPy writes for the same arrays.
    @Test
    void namesAreEscapedAsTheReferenceDoes() throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("\ud83d\ude00", Tensor.of(1f));
        tensors.put("é\"\\\n\u001f/", Tensor.of(1.0));
        assertThat(headerOf(StateDict.of(tensors)).strip())
                .isEqualTo("{\"é\\\"\\\\\\n\\u001f/\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]},"
                        + "\"\ud83d\ude00\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,12]}}");
    }

    @Test
    void metadataAreFirstAndInOrder() throws IOException {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("z", "é\t");
        metadata.put("format", "pt");
        StateDict state = StateDict.of(Map.of()).withMetadata(metadata);
        assertThat(headerOf(state).strip()).isEqualTo("{\"__metadata__\":{\"format\":\"pt\",\"z\":\"é\\t\"}}");
        assertThat(StateFiles.read(StateFiles.write(state, StateFormat.SAFETENSORS))
                        .metadata())
                .isEqualTo(metadata);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} x                                                 | byte 11: expected JSON: Unrecognized token 'x'",
                "{}{}                                                 | byte 10: expected the end of the header, but found '{'",
                "{\"é\":1}                                            | byte 14: expected an object for tensor 'é', but found '1'",
                "{\"a\":{}}                                           | expected the keys 'dtype', 'shape' and 'data_offsets', but found only some",
                "{\"a\":{\"size\":1}}                                 | byte 14: tensor 'a': expected the keys 'dtype', 'shape' and 'data_offsets', but found 'size'",
                "{\"a\":{\"dtype\":1}}                                | expected the name of an element type, but found '1'",
                "{\"a\":{\"dtype\":\"f32\"}}                          | expected an element type as F32 or BF16, but found 'f32'",
                "{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F32\"}}        | tensor 'a': expected the key 'dtype' once, but found it again",
                "{\"a\":{\"shape\":2}}                                | expected a list of numbers, but found '2'",
                "{\"a\":{\"shape\":[[]]}}                             | expected a whole number from 0 to 2^63 - 1, but found '['",
                "{\"a\":{\"shape\":[1.0]}}                            | expected a whole number from 0 to 2^63 - 1, but found '1.0'",
                "{\"a\":{\"shape\":[-1]}}                             | expected a whole number from 0 to 2^63 - 1, but found '-1'",
                "{\"a\":{\"shape\":[18446744073709551617]}}           | expected a whole number from 0 to 2^63 - 1, but found '18446744073709551617'",
                "{\"a\":{\"shape\":[\"1\"]}}                          | expected a whole number from 0 to 2^63 - 1, but found '1'",
                "{\"a\":{\"data_offsets\":[0,1,2]}}                   | expected at most 2 numbers, but found more",
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[],\"data_offsets\":[0]}}   | tensor 'a': expected data_offsets [begin, end], but found [0]",
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[],\"data_offsets\":[4,3]}} | tensor 'a': expected data_offsets [begin, end], but found [4, 3]",
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[1073741824,2],\"data_offsets\":[0,4]}} | expected a shape of at most 2^31 - 1 elements",
                "{\"__metadata__\":[]}                                | expected an object of texts, but found '['",
                "{\"__metadata__\":{\"a\":1}}                         | expected a text for 'a', but found '1'",
                "{\"__metadata__\":{\"a\":\"\",\"a\":\"\"}}           | expected each key once, but found 'a' again",
                "{\"__metadata__\":{},\"__metadata__\":{}}            | expected each name once, but found '__metadata__' again",
                "{\"\\ud800\":{}}                                     | expected JSON: Broken surrogate pair"
            })
    void headersThatAreRefused(String header, String message) {
        assertThat(StateFiles.refusal(file(header, 4))).startsWith("x: byte ").contains(message);
    }

    @Test
    void aNameMayNotComeTwice() {
        String tensor = "{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]}";
        assertThat(StateFiles.refusal(file("{\"a\":" + tensor + ",\"a\":" + tensor + "}", 4)))
                .contains("expected each name once, but found 'a' again");
    }

    @Test
    void textThatIsNone() {
        assertThat(StateFiles.refusal(
                        new FixtureBytes().u32(3, 0).ascii("{").u8(0xff, 0x20).done()))
                .isEqualTo("x: byte 8: expected text in UTF-8, but found other bytes");
        assertThat(StateFiles.refusal(file("{\"a\":" + "[".repeat(100_000), 0))).contains("expected an object for");
    }

    @Test
    void elementsOfEveryTypeBecomeNumbers() throws IOException {
        assertThat(one("BOOL", 0, 1, 2).floats()).containsExactly(0, 1, 1);
        assertThat(one("U8", 0, 255).floats()).containsExactly(0, 255);
        assertThat(one("I8", 0, 255).floats()).containsExactly(0, -1);
        assertThat(one("U16", 255, 255).floats()).containsExactly(65535);
        assertThat(one("I16", 254, 255).floats()).containsExactly(-2);
        assertThat(one("F16", 0, 0x3c, 1, 0, 0, 0xfc).floats()).containsExactly(1, 0x1p-24f, Float.NEGATIVE_INFINITY);
        assertThat(one("BF16", 0x80, 0xbf, 1, 0).floats()).containsExactly(-1, Float.intBitsToFloat(0x10000));
        assertThat(one("U32", 255, 255, 255, 255).doubles()).containsExactly(4294967295.0);
        assertThat(one("I32", 255, 255, 255, 255).doubles()).containsExactly(-1);
        assertThat(one("I64", 1, 0, 0, 0, 0, 0, 32, 0).doubles()).containsExactly(0x1p53);
        // 2^63 + 1025 lies just beyond the middle of two numbers.
        assertThat(one("U64", 1, 4, 0, 0, 0, 0, 0, 128).doubles()).containsExactly(0x1p63 + 2048);
        assertThat(one("U64", 255, 255, 255, 255, 255, 255, 255, 255).doubles()).containsExactly(0x1p64);
    }

    private static Tensor one(String type, int... bytes) throws IOException {
        int size = ElementType.valueOf(type).bytes();
        String header = "{\"a\":{\"dtype\":\"" + type + "\",\"shape\":[" + bytes.length / size
                + "],\"data_offsets\":[0," + bytes.length + "]}}";
        byte[] whole = new FixtureBytes().bytes(file(header, 0)).u8(bytes).done();
        Tensor tensor = StateFiles.read(whole).tensor("a");
        assertThat(tensor.dtype()).isEqualTo(size > 2 ? DType.FLOAT64 : DType.FLOAT32);
        return tensor;
    }
}
