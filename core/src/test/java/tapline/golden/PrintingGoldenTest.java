package tapline.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tapline.tensor.PrintOptions;
import tapline.tensor.Tensor;

/// Tensors print as PyTorch and NumPy print them.
class PrintingGoldenTest {
    private static final String PARAMETER = "Parameter containing:\n";

    @Test
    void tensorsPrintAsInPyTorch() {
        GoldenGroups.check("printing", golden -> {
            String kind = golden.text("kind");
            assumeCovered(golden);
            assumeFalse(kind.startsWith("grad_fn:"), "grad_fn");

            boolean wantsGradient = List.of("requires_grad", "parameter").contains(kind);
            String expected = golden.text("repr");
            // The prefix is the parameter's own; what follows it is its tensor.
            expected = kind.startsWith("parameter") ? expected.substring(PARAMETER.length()) : expected;

            assertThat(golden.tensor("value").requiresGrad(wantsGradient).toString(options(golden)))
                    .isEqualTo(expected);
        });
    }

    @Test
    void arraysPrintAsInNumpy() {
        GoldenGroups.check("printing", golden -> {
            assumeCovered(golden);
            assumeTrue(golden.json().has("numpy_str"), "no NumPy text");

            Tensor value = golden.tensor("value");
            assertThat(value.toNumpyString()).isEqualTo(golden.text("numpy_str"));
            assertThat(value.toNumpyRepr()).isEqualTo(golden.text("numpy_repr"));
        });
    }

    @Test
    void numbersPrintAsInPython() {
        GoldenGroups.check("printing", golden -> {
            assumeCovered(golden);
            assumeTrue(golden.json().has("item"), "not one number");

            // Python has float64 only: a float32 number shows the digits of its widened value.
            Tensor item = Tensor.scalar(golden.tensor("value").item());
            assertThat(item.toNumpyString()).isEqualTo(golden.text("item"));
        });
    }

    private static void assumeCovered(GoldenCase golden) {
        String dtype = golden.text("dtype");
        assumeTrue(Set.of("float32", "float64").contains(dtype), "dtype " + dtype);
    }

    private static PrintOptions options(GoldenCase golden) {
        JsonNode given = golden.json().path("options");
        PrintOptions options = switch (given.path("profile").asText()) {
            case "short" -> PrintOptions.SHORT;
            case "full" -> PrintOptions.FULL;
            default -> PrintOptions.DEFAULT;
        };
        options = options.precision(given.path("precision").asInt(options.precision()))
                .threshold(given.path("threshold").asInt(options.threshold()))
                .edgeItems(given.path("edgeitems").asInt(options.edgeItems()))
                .lineWidth(given.path("linewidth").asInt(options.lineWidth()));
        return given.has("sci_mode") ? options.sciMode(given.get("sci_mode").asBoolean()) : options;
    }
}
