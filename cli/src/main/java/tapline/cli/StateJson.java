package tapline.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.Writer;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tapline.formats.StateDict;
import tapline.formats.StoredTensor;

/// A file of tensors in JSON. Infinities are the strings `inf` and `-inf`; what there is not is null.
///
/// @param name what the file is called
/// @param network what the tensors belong to, if that is known
record StateJson(String name, StateDict state, Optional<NetworkReport> network) {
    void print(Writer out) throws IOException {
        JsonGenerator json = new JsonFactory().createGenerator(out);
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.setPrettyPrinter(new DefaultPrettyPrinter());
        json.writeStartObject();
        json.writeStringField("file", name);
        json.writeStringField(
                "format",
                state.format()
                        .map(format -> format.name().toLowerCase(Locale.ROOT))
                        .orElse(null));
        json.writeObjectFieldStart("metadata");
        for (Map.Entry<String, String> entry : state.metadata().entrySet()) {
            json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
        json.writeObjectFieldStart("values");
        for (Map.Entry<String, Object> entry : state.extras().entrySet()) {
            json.writeFieldName(entry.getKey());
            value(json, entry.getValue());
        }
        json.writeEndObject();
        json.writeArrayFieldStart("tensors");
        for (Map.Entry<String, StoredTensor> entry : state.stored().entrySet()) {
            tensor(json, entry.getKey(), entry.getValue());
        }
        json.writeEndArray();
        if (network.isPresent()) {
            json.writeFieldName("network");
            new NetworkJson(network.get()).write(json);
        }
        json.writeEndObject();
        json.close();
        out.write(System.lineSeparator());
    }

    private static void tensor(JsonGenerator json, String name, StoredTensor tensor) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", name);
        json.writeStringField("type", tensor.type().name());
        json.writeFieldName("shape");
        int[] shape = tensor.shape().toArray();
        json.writeArray(shape, 0, shape.length);
        json.writeNumberField("bytes", tensor.byteSize());
        if (tensor.type().dtype() != null) {
            TensorSummary summary = TensorSummary.of(tensor.toTensor());
            number(json, "min", summary.min());
            number(json, "max", summary.max());
            number(json, "mean", summary.mean());
            number(json, "std", summary.std());
            json.writeNumberField("nan", summary.nans());
        }
        json.writeEndObject();
    }

    private static void number(JsonGenerator json, String name, double value) throws IOException {
        json.writeFieldName(name);
        value(json, value);
    }

    private static void value(JsonGenerator json, Object value) throws IOException {
        switch (value) {
            case Double number when number.isNaN() -> json.writeNull();
            case Double number when number.isInfinite() -> json.writeString(number > 0 ? "inf" : "-inf");
            case Double number -> json.writeNumber(number);
            case Long number -> json.writeNumber(number);
            case BigInteger number -> json.writeNumber(number);
            case Boolean truth -> json.writeBoolean(truth);
            default -> json.writeString(value.toString());
        }
    }
}
