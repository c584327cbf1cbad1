package tapline.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import tapline.shape.Interpolation;
import tapline.shape.InterpolationMode;
import tapline.shape.PoolOptions;
import tapline.tensor.DType;
import tapline.tensor.Functional;
import tapline.tensor.Tensor;

/// Pools, interpolation and unfolding, in both element types, with their gradients.
class PoolGoldenTest {
    @Test
    void poolsArePyTorchs() {
        GoldenGroups.check("layers", golden -> {
            for (DType dtype : DType.values()) {
                Tensor input = golden.tensor("input").to(dtype).requiresGrad(true);
                Tensor output = apply(golden.text("op"), input, golden.json().get("params"));
                output.backward(golden.tensor("grad_output").to(dtype));
                GoldenClose.check("output", output, golden.tensor("output"));
                GoldenClose.check("grad_input", input.grad().orElseThrow(), golden.tensor("grad_input"));
            }
        });
    }

    private static Tensor apply(String operation, Tensor input, JsonNode params) {
        return switch (operation) {
            case "max_pool1d" -> Functional.maxPool1d(input, options(params));
            case "avg_pool1d" -> Functional.avgPool1d(input, options(params));
            case "adaptive_max_pool1d" ->
                Functional.adaptiveMaxPool1d(input, params.get("output_size").asInt());
            case "adaptive_avg_pool1d" ->
                Functional.adaptiveAvgPool1d(input, params.get("output_size").asInt());
            case "interpolate" -> Functional.interpolate(input, interpolation(params));
            case "tensor_unfold" ->
                input.unfold(
                        params.get("dimension").asInt(),
                        params.get("size").asInt(),
                        params.get("step").asInt());
            default -> abort("other layers");
        };
    }

    static PoolOptions options(JsonNode params) {
        int kernelSize = params.get("kernel_size").asInt();
        return new PoolOptions(
                kernelSize,
                params.path("stride").asInt(kernelSize),
                params.path("padding").asInt(0),
                params.path("dilation").asInt(1),
                params.path("ceil_mode").asBoolean(false),
                params.path("count_include_pad").asBoolean(true));
    }

    private static Interpolation interpolation(JsonNode params) {
        Interpolation interpolation = params.has("size")
                ? Interpolation.toSize(params.get("size").asInt())
                : Interpolation.by(params.get("scale_factor").asDouble());
        for (InterpolationMode mode : InterpolationMode.values()) {
            if (mode.toString().equals(params.get("mode").asText())) {
                interpolation = interpolation.mode(mode);
            }
        }
        assertThat(interpolation.mode()).hasToString(params.get("mode").asText());
        return interpolation.alignCorners(params.path("align_corners").asBoolean(false));
    }
}
