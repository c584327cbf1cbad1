package tapline.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import onnx.Onnx.TensorProto;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import tapline.formats.FormatException;
import tapline.shape.ShapeException;

/// ONNX's own test cases: `-Dtapline.onnxTests=FOLDER` says where they are. They are not part of this project, and
/// the test is skipped without them.
///
/// The folder has an `index.json` with a list `tests`, whose entries name folders (`dir`) with a `model.onnx` and
/// `test_data_set_0/input_N.pb` and `output_N.pb`.
class OnnxBackendTest {
    private static final double RELATIVE = 1e-3;
    private static final double ABSOLUTE = 1e-5;

    /// What a case is about that isn't done here, by a part of its name.
    private static final Map<String, String> NOT_DONE = Map.of(
            "nllloss", "a loss, for training",
            "test_sce_", "a loss, for training");
    /// A case that asks for what isn't done here by one of its inputs.
    private static final String DROPS = "node/test_training_dropout";

    @Test
    void allCases() throws IOException {
        String folder = System.getProperty("tapline.onnxTests");
        Assumptions.assumeTrue(folder != null, "skipped: -Dtapline.onnxTests=FOLDER says where ONNX's test cases are");
        JsonNode index =
                new ObjectMapper().readTree(Path.of(folder, "index.json").toFile());
        Map<String, String> results = new TreeMap<>();
        List<String> failures = new ArrayList<>();
        for (JsonNode test : index.get("tests")) {
            String name = test.get("dir").asText();
            String result = result(Path.of(folder).resolve(name), name);
            results.put(name, result);
            if (result.startsWith("FAILS")) {
                failures.add(name + ": " + result);
            }
        }
        results.forEach((name, result) -> System.out.printf("%-90s %s%n", name, result));
        assertThat(results).isNotEmpty();
        assertThat(failures).isEmpty();
    }

    private static String result(Path folder, String name) throws IOException {
        String notDone = NOT_DONE.entrySet().stream()
                .filter(entry -> name.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
        Path model = folder.resolve("model.onnx");
        if (notDone != null) {
            assertThatThrownBy(() -> OnnxModel.read(model)).isInstanceOf(FormatException.class);
            return "refused: " + notDone;
        }
        if (name.equals(DROPS)) {
            assertThatThrownBy(() -> check(OnnxModel.read(model), folder.resolve("test_data_set_0")))
                    .isInstanceOf(ShapeException.class)
                    .hasMessageContaining("training_mode");
            return "refused: random, for training";
        }
        try {
            check(OnnxModel.read(model), folder.resolve("test_data_set_0"));
            return "passes";
        } catch (FormatException | RuntimeException | AssertionError e) {
            return "FAILS: " + e.getMessage();
        }
    }

    private static void check(OnnxModel model, Path data) throws IOException {
        Map<String, Value> inputs = new LinkedHashMap<>();
        for (OnnxPort port : model.inputs()) {
            inputs.put(port.name(), read(data.resolve("input_" + inputs.size() + ".pb")));
        }
        int index = 0;
        for (Map.Entry<String, Value> output : model.runValues(inputs).entrySet()) {
            Value expected = read(data.resolve("output_" + index++ + ".pb"));
            assertClose(output.getKey(), output.getValue(), expected);
        }
    }

    static void assertClose(String name, Value value, Value expected) {
        assertThat(value.type()).as(name).isEqualTo(expected.type());
        assertThat(value.shape()).as(name).isEqualTo(expected.shape());
        for (int i = 0; i < value.shape().elements(); i++) {
            double right = expected.number(i);
            double difference = Math.abs(value.number(i) - right);
            boolean close = Double.compare(value.number(i), right) == 0
                    || value.number(i) == right
                    || difference <= ABSOLUTE + RELATIVE * Math.abs(right);
            assertThat(close)
                    .as("%s[%d] = %s, not %s", name, i, value.number(i), right)
                    .isTrue();
        }
    }

    private static Value read(Path path) throws IOException {
        return new TensorReader(ModelFile.of(path)).read(TensorProto.parseFrom(Files.readAllBytes(path)));
    }
}
