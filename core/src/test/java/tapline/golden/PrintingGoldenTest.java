package tapline.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import tapline.nn.Dropout;
import tapline.tensor.Activations;
import tapline.tensor.Losses;
import tapline.tensor.PrintOptions;
import tapline.tensor.Reduction;
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

    /// The second operand of the cases' steps.
    private static final Tensor OTHER = Tensor.of(new float[][][] {{{1, 2, -1, 0.5f}, {0.5f, 0.5f, 0.5f, 0.5f}}});

    /// Steps by their names in the cases.
    private static final Map<String, UnaryOperator<Tensor>> STEPS = Map.ofEntries(
            Map.entry("relu", Activations::relu),
            Map.entry("tanh", Activations::tanh),
            Map.entry("sigmoid", Activations::sigmoid),
            Map.entry("leaky_relu", x -> Activations.leakyRelu(x, 0.01)),
            Map.entry("gelu", Activations::gelu),
            Map.entry("silu", Activations::silu),
            Map.entry("elu", x -> Activations.elu(x, 1)),
            Map.entry("glu", x -> Activations.glu(x, 1)),
            Map.entry("softmax", x -> Activations.softmax(x, 1)),
            Map.entry("log_softmax", x -> Activations.logSoftmax(x, 1)),
            Map.entry("dropout", x -> new Dropout(0.5).eval().forward(x)),
            Map.entry("mse_loss", x -> Losses.mseLoss(x, OTHER, Reduction.MEAN)),
            Map.entry("l1_loss", x -> Losses.l1Loss(x, OTHER, Reduction.MEAN)),
            Map.entry("add", x -> x.add(1)),
            Map.entry("mul", x -> x.mul(2)),
            Map.entry("neg", Tensor::neg),
            Map.entry("mean", Tensor::mean),
            Map.entry("sum", Tensor::sum),
            Map.entry("abs", Tensor::abs),
            Map.entry("exp", Tensor::exp));

    @Test
    void resultsSayWhichStepComesNextOnTheWayBack() {
        Tensor x = Tensor.of(new float[][][] {{{0.5f, -1.25f, 2, 3.5f}, {1, 0.75f, -0.5f, 0.25f}}});
        GoldenGroups.check("printing", golden -> {
            UnaryOperator<Tensor> step = STEPS.get(golden.text("kind").replace("grad_fn:", ""));
            assumeTrue(step != null, "not a step, or tested elsewhere");
            assertThat(step.apply(x.requiresGrad(true))).hasToString(golden.text("repr"));
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
