package tapline.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.StreamSupport;
import tapline.tensor.Tensor;

/// The tensors of one safetensors file, for tests: the files are our own, so nothing is checked beyond what
/// Java checks. A tensor is decoded when it is asked for, since no test needs all of a file's element types.
public final class Safetensors {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode header;
    private final ByteBuffer data;

    private Safetensors(JsonNode header, ByteBuffer data) {
        this.header = header;
        this.data = data;
    }

    /// A file without tensors, for groups that have JSON only.
    static Safetensors none() {
        return new Safetensors(JSON.createObjectNode(), ByteBuffer.allocate(0));
    }

    /// The file of these bytes.
    ///
    /// @param bytes *Kept*
    public static Safetensors parse(byte[] bytes) throws IOException {
        ByteBuffer all = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int headerLength = Math.toIntExact(all.getLong(0));
        int dataStart = Long.BYTES + headerLength;
        return new Safetensors(
                JSON.readTree(bytes, Long.BYTES, headerLength), all.slice(dataStart, bytes.length - dataStart));
    }

    /// The names of all tensors.
    List<String> names() {
        List<String> names = new ArrayList<>();
        header.fieldNames().forEachRemaining(names::add);
        names.remove("__metadata__");
        return names;
    }

    public boolean has(String name) {
        return header.has(name);
    }

    /// The tensor `name`, which must be of type F32 or F64.
    public Tensor tensor(String name) {
        String type = entry(name).get("dtype").asText();
        return switch (type) {
            case "F32" -> {
                float[] values = new float[elements(name)];
                bytes(name).asFloatBuffer().get(values);
                yield Tensor.wrap(values, shape(name));
            }
            case "F64" -> {
                double[] values = new double[elements(name)];
                bytes(name).asDoubleBuffer().get(values);
                yield Tensor.wrap(values, shape(name));
            }
            default -> throw new IllegalArgumentException(name + " is of type " + type + ", not F32 or F64");
        };
    }

    /// The tensor `name`, which must be of type F32, F64 or I64; whole numbers as float64, as layers count.
    Tensor number(String name) {
        if (!entry(name).get("dtype").asText().equals("I64")) {
            return tensor(name);
        }
        return Tensor.wrap(Arrays.stream(longs(name)).asDoubleStream().toArray(), shape(name));
    }

    /// The elements of tensor `name`, which must be of type I64.
    long[] longs(String name) {
        String type = entry(name).get("dtype").asText();
        if (!type.equals("I64")) {
            throw new IllegalArgumentException(name + " is of type " + type + ", not I64");
        }
        long[] values = new long[elements(name)];
        bytes(name).asLongBuffer().get(values);
        return values;
    }

    private JsonNode entry(String name) {
        JsonNode entry = header.get(name);
        if (entry == null) {
            throw new NoSuchElementException("no tensor " + name);
        }
        return entry;
    }

    private int[] shape(String name) {
        return StreamSupport.stream(entry(name).get("shape").spliterator(), false)
                .mapToInt(JsonNode::intValue)
                .toArray();
    }

    private int elements(String name) {
        int product = 1;
        for (int size : shape(name)) {
            product *= size;
        }
        return product;
    }

    private ByteBuffer bytes(String name) {
        JsonNode offsets = entry(name).get("data_offsets");
        int start = offsets.get(0).intValue();
        return data.slice(start, offsets.get(1).intValue() - start).order(ByteOrder.LITTLE_ENDIAN);
    }
}
