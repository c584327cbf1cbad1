package tapline.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Optional;
import tapline.nn.ModuleSummary;
import tapline.shape.Shape;
import tapline.stream.StreamPlan;

/// A network in JSON; what is not known is null.
record NetworkJson(NetworkReport report) {
    void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", report.type());
        shape(json, "input_shape", report.summary().map(ModuleSummary::input));
        text(json, "shapes_problem", report.problem());
        json.writeArrayFieldStart("layers");
        if (report.summary().isPresent()) {
            for (ModuleSummary.Layer layer : report.summary().get().layers()) {
                layer(json, layer);
            }
        }
        json.writeEndArray();
        Optional<StreamPlan> plan = report.plan();
        number(json, "receptive_field", plan.map(StreamPlan::receptiveField));
        number(json, "latency", plan.map(StreamPlan::latency));
        json.writeBooleanField("streams", plan.isPresent());
        text(json, "streams_problem", report.notStreamed());
        json.writeEndObject();
    }

    private static void layer(JsonGenerator json, ModuleSummary.Layer layer) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", layer.name());
        json.writeStringField("type", layer.type());
        shape(json, "output_shape", layer.output());
        json.writeNumberField("parameters", layer.parameters());
        json.writeNumberField("multiply_adds", layer.multiplyAdds());
        json.writeEndObject();
    }

    private static void shape(JsonGenerator json, String name, Optional<Shape> shape) throws IOException {
        json.writeFieldName(name);
        if (shape.isEmpty()) {
            json.writeNull();
        } else {
            int[] sizes = shape.get().toArray();
            json.writeArray(sizes, 0, sizes.length);
        }
    }

    private static void number(JsonGenerator json, String name, Optional<Long> number) throws IOException {
        json.writeFieldName(name);
        if (number.isEmpty()) {
            json.writeNull();
        } else {
            json.writeNumber(number.get());
        }
    }

    private static void text(JsonGenerator json, String name, String text) throws IOException {
        json.writeStringField(name, text.isEmpty() ? null : text);
    }
}
