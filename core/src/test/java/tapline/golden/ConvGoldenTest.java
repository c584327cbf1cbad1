package tapline.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import tapline.nn.Conv1d;
import tapline.nn.ConvTranspose1d;
import tapline.nn.Parameter;
import tapline.shape.ConvAlgorithm;
import tapline.shape.ConvOptions;
import tapline.shape.ConvTransposeOptions;
import tapline.shape.Padding;
import tapline.shape.PaddingMode;
import tapline.tensor.DType;
import tapline.tensor.Functional;
import tapline.tensor.Tensor;

/// The results and gradients of `conv1d` and `conv_transpose1d`, as functions and as layers.
class ConvGoldenTest {
    @Test
    void conv1dIsPyTorchs() {
        GoldenGroups.check("conv1d", golden -> {
            JsonNode json = golden.json();
            ConvOptions options = new ConvOptions(
                    json.get("stride").asInt(),
                    padding(json.get("padding")),
                    PaddingMode.parse(golden.text("padding_mode")),
                    json.get("dilation").asInt(),
                    json.get("groups").asInt(),
                    ConvAlgorithm.DIRECT);
            Tensor bias = golden.has("bias") ? golden.tensor("bias") : null;
            Tensor input = golden.tensor("input").requiresGrad(true);
            Tensor weight = golden.tensor("weight").requiresGrad(true);
            Tensor slope = bias == null ? null : bias.requiresGrad(true);
            Tensor output = Functional.conv1d(input, weight, slope, options);
            check(golden, output);
            checkGradients(golden, output, input, weight, slope);

            Conv1d layer = Conv1d.of(
                            channels(json, "in"),
                            channels(json, "out"),
                            json.get("kernel_size").asInt())
                    .stride(options.stride())
                    .padding(options.padding())
                    .paddingMode(options.paddingMode())
                    .dilation(options.dilation())
                    .groups(options.groups())
                    .bias(bias != null)
                    .dtype(golden.tensor("weight").dtype())
                    .build();
            layer.weight().set(golden.tensor("weight"));
            layer.bias().ifPresent(parameter -> parameter.set(bias));
            check(golden, layer.forward(golden.tensor("input")));
        });
    }

    @Test
    void convTranspose1dIsPyTorchs() {
        GoldenGroups.check("convtranspose1d", golden -> {
            JsonNode json = golden.json();
            ConvTransposeOptions options = new ConvTransposeOptions(
                    json.get("stride").asInt(),
                    json.get("padding").asInt(),
                    json.get("output_padding").asInt(),
                    json.get("dilation").asInt(),
                    json.get("groups").asInt());
            Tensor bias = golden.has("bias") ? golden.tensor("bias") : null;
            Tensor input = golden.tensor("input").requiresGrad(true);
            JsonNode outputSize = json.path("forward_kwargs").path("output_size");
            ConvTranspose1d layer = ConvTranspose1d.of(
                            channels(json, "in"),
                            channels(json, "out"),
                            json.get("kernel_size").asInt())
                    .stride(options.stride())
                    .padding(options.padding())
                    .outputPadding(options.outputPadding())
                    .dilation(options.dilation())
                    .groups(options.groups())
                    .bias(bias != null)
                    .dtype(golden.tensor("weight").dtype())
                    .build();
            layer.weight().set(golden.tensor("weight"));
            layer.bias().ifPresent((Parameter parameter) -> parameter.set(bias));
            Tensor output = outputSize.isMissingNode() ? layer.forward(input) : layer.forward(input, ints(outputSize));
            check(golden, output);
            Tensor slope = layer.bias().map(Parameter::tensor).orElse(null);
            checkGradients(golden, output, input, layer.weight().tensor(), slope);
        });
    }

    @Test
    void paddingIsPyTorchs() {
        GoldenGroups.check("layers", golden -> {
            assumeTrue(golden.text("op").equals("pad"), "layers that are not there yet");
            JsonNode params = golden.json().get("params");
            String mode = params.get("mode").asText();
            int[] amounts = ints(params.get("pad"));
            Tensor input = golden.tensor("input");
            Tensor padded = mode.equals("constant")
                    ? Functional.padConstant(input, number(params.get("value")), amounts)
                    : Functional.pad(input, PaddingMode.parse(mode), amounts);
            assertThat(padded.to(DType.FLOAT64).equal(golden.tensor("output"))).isTrue();
        });
    }

    private static void checkGradients(GoldenCase golden, Tensor output, Tensor input, Tensor weight, Tensor bias) {
        output.backward(golden.tensor("grad_output"));
        check(golden, "grad_input", input.grad().orElseThrow());
        check(golden, "grad_weight", weight.grad().orElseThrow());
        if (bias != null) {
            check(golden, "grad_bias", bias.grad().orElseThrow());
        }
    }

    private static void check(GoldenCase golden, Tensor output) {
        check(golden, "output", output);
    }

    /// Exact cases agree in every bit but the sign of zero; the others within what their largest sum of products
    /// allows.
    private static void check(GoldenCase golden, String name, Tensor output) {
        Tensor expected = golden.tensor(name);
        Tensor computed = output.to(expected.dtype());
        assertThat(computed.shape()).isEqualTo(expected.shape());
        double unit = output.dtype() == DType.FLOAT32 ? 1e-6 : 1e-14;
        // Cases with NaN do not say their largest sum of products; of so few products it is below 10.
        double largestSum = golden.json().path("absdot").path(name).asDouble(10);
        double tolerance = golden.json().get("exact").asBoolean() ? 0 : unit * largestSum;
        for (int i = 0; i < expected.shape().elements(); i++) {
            double want = at(expected, i);
            double got = at(computed, i);
            boolean same =
                    want == got || (Double.isNaN(want) && Double.isNaN(got)) || Math.abs(want - got) <= tolerance;
            assertThat(same)
                    .as("%s, element %d: PyTorch %s, here %s, tolerance %s", name, i, want, got, tolerance)
                    .isTrue();
        }
    }

    private static double at(Tensor tensor, int i) {
        return tensor.dtype() == DType.FLOAT32 ? tensor.floats()[i] : tensor.doubles()[i];
    }

    private static Padding padding(JsonNode json) {
        return json.isTextual() ? Padding.parse(json.asText()) : Padding.of(json.asInt());
    }

    private static int channels(JsonNode json, String direction) {
        return json.get(direction + "_channels").asInt();
    }

    private static int[] ints(JsonNode json) {
        int[] values = new int[json.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = json.get(i).asInt();
        }
        return values;
    }

    private static double number(JsonNode json) {
        return json.isTextual() ? Double.parseDouble(json.asText().replace("inf", "Infinity")) : json.asDouble();
    }
}
