package tapline.golden;

import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import tapline.tensor.Activations;
import tapline.tensor.DType;
import tapline.tensor.Tensor;

/// Results and gradients of activations, softmax and the linear map, in float32 and in float64.
class ActivationGoldenTest {
    /// PyTorch's own float32 results are up to 1e-6 off.
    private static final double FLOAT_TOLERANCE = 5e-7;

    private static final double DOUBLE_TOLERANCE = 1e-14;

    @Test
    void activationsArePyTorchs() {
        GoldenGroups.check("layers", golden -> {
            check(golden, DType.FLOAT32, FLOAT_TOLERANCE);
            check(golden, DType.FLOAT64, DOUBLE_TOLERANCE);
        });
    }

    private static void check(GoldenCase golden, DType dtype, double tolerance) {
        Tensor input = golden.tensor("input").to(dtype).requiresGrad(true);
        Tensor weight = leaf(golden, "weight", dtype);
        Tensor bias = leaf(golden, "bias", dtype);
        Tensor output = output(golden, input, weight, bias);
        output.backward(golden.tensor("grad_output").to(dtype));
        Close.check(golden, "output", output, tolerance);
        Close.check(golden, "grad_input", input.grad().orElseThrow(), tolerance);
        if (weight != null) {
            Close.check(golden, "grad_weight", weight.grad().orElseThrow(), tolerance);
        }
        if (bias != null) {
            Close.check(golden, "grad_bias", bias.grad().orElseThrow(), tolerance);
        }
    }

    private static Tensor leaf(GoldenCase golden, String name, DType dtype) {
        return golden.has(name) ? golden.tensor(name).to(dtype).requiresGrad(true) : null;
    }

    private static Tensor output(GoldenCase golden, Tensor x, Tensor weight, Tensor bias) {
        JsonNode params = golden.json().path("params");
        return switch (golden.text("op")) {
            case "relu" -> Activations.relu(x);
            case "relu6" -> Activations.relu6(x);
            case "gelu" ->
                params.get("approximate").asText().equals("none") ? Activations.gelu(x) : Activations.geluTanh(x);
            case "silu" -> Activations.silu(x);
            case "elu" -> Activations.elu(x, params.get("alpha").asDouble());
            case "leaky_relu" ->
                Activations.leakyRelu(x, params.get("negative_slope").asDouble());
            case "tanh" -> Activations.tanh(x);
            case "sigmoid" -> Activations.sigmoid(x);
            case "softplus" ->
                Activations.softplus(
                        x,
                        params.get("beta").asDouble(),
                        params.get("threshold").asDouble());
            case "selu" -> Activations.selu(x);
            case "mish" -> Activations.mish(x);
            case "hardswish" -> Activations.hardswish(x);
            case "softsign" -> Activations.softsign(x);
            case "logsigmoid" -> Activations.logSigmoid(x);
            case "hardtanh" ->
                Activations.hardtanh(
                        x,
                        params.get("min_val").asDouble(),
                        params.get("max_val").asDouble());
            case "prelu" -> Activations.prelu(x, weight);
            case "glu" -> Activations.glu(x, params.get("dim").asInt());
            case "softmax" -> Activations.softmax(x, params.get("dim").asInt());
            case "log_softmax" -> Activations.logSoftmax(x, params.get("dim").asInt());
            case "linear" -> Activations.linear(x, weight, bias);
            default -> abort("tested elsewhere, or not there yet");
        };
    }
}
