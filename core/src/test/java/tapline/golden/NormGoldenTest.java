package tapline.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tapline.nn.BatchNorm1d;
import tapline.nn.GroupNorm;
import tapline.nn.InstanceNorm1d;
import tapline.nn.LayerNorm;
import tapline.nn.Module;
import tapline.tensor.DType;
import tapline.tensor.Tensor;

/// Norms in both element types: results, gradients, and what training does to the running statistics.
class NormGoldenTest {
    @Test
    void normsArePyTorchs() {
        GoldenGroups.check("layers", golden -> {
            for (DType dtype : DType.values()) {
                Module layer = layer(golden.text("op"), golden.json().get("params"), golden, dtype);
                load(layer, golden);
                if (golden.text("op").equals("batch_norm_eval")) {
                    layer.eval();
                }
                Tensor input = golden.tensor("input").to(dtype).requiresGrad(true);
                Tensor output = layer.forward(input);
                output.backward(golden.tensor("grad_output").to(dtype));
                GoldenClose.check("output", output, golden.tensor("output"));
                GoldenClose.check("grad_input", input.grad().orElseThrow(), golden.tensor("grad_input"));
                layer.namedParameters()
                        .forEach((name, parameter) -> GoldenClose.check(
                                "grad_" + name, parameter.grad().orElseThrow(), golden.tensor("grad_" + name)));
                checkRunning(golden, layer, dtype);
            }
        });
    }

    private static void checkRunning(GoldenCase golden, Module layer, DType dtype) {
        checkStatistics(golden, layer, "_1");
        if (golden.has("step2_input_const")) {
            layer.forward(golden.tensor("step2_input_const").to(dtype));
            checkStatistics(golden, layer, "_2");
        }
        if (golden.has("num_batches_tracked")) {
            assertThat(layer.stateDict().get("num_batches_tracked").item())
                    .isEqualTo(golden.longs("num_batches_tracked")[0]);
        }
        if (golden.has("output_eval_after")) {
            layer.eval();
            Tensor input = golden.tensor("input").to(dtype);
            GoldenClose.check("output_eval_after", layer.forward(input), golden.tensor("output_eval_after"));
        }
    }

    private static void checkStatistics(GoldenCase golden, Module layer, String step) {
        for (String name : new String[] {"running_mean", "running_var"}) {
            if (golden.has(name + step)) {
                GoldenClose.check(name + step, layer.stateDict().get(name), golden.tensor(name + step));
            }
        }
    }

    private static void load(Module layer, GoldenCase golden) {
        Map<String, Tensor> state = new LinkedHashMap<>();
        layer.stateDict().forEach((name, own) -> {
            boolean isGiven = golden.has(name) && !name.equals("num_batches_tracked");
            state.put(name, isGiven ? golden.tensor(name) : own);
        });
        layer.loadStateDict(state);
    }

    private static Module layer(String operation, JsonNode params, GoldenCase golden, DType dtype) {
        double eps = params.path("eps").asDouble(1e-5);
        boolean affine = params.path("affine").asBoolean(false);
        boolean track = params.path("track_running_stats").asBoolean(true);
        Double momentum =
                params.path("momentum").isNumber() ? params.get("momentum").asDouble() : null;
        int channels = operation.matches("(batch|group)_norm.*")
                ? golden.tensor("input").size(1)
                : 0;
        return switch (operation) {
            case "batch_norm_train", "batch_norm_eval" ->
                BatchNorm1d.of(channels)
                        .momentum(momentum)
                        .trackRunningStats(track)
                        .affine(affine)
                        .eps(eps)
                        .dtype(dtype)
                        .build();
            case "instance_norm", "instance_norm_track" ->
                InstanceNorm1d.of(params.get("num_features").asInt())
                        .momentum(momentum)
                        .trackRunningStats(track)
                        .affine(affine)
                        .eps(eps)
                        .dtype(dtype)
                        .build();
            case "group_norm" ->
                GroupNorm.of(params.get("num_groups").asInt(), channels)
                        .affine(affine)
                        .eps(eps)
                        .dtype(dtype)
                        .build();
            case "layer_norm" ->
                LayerNorm.of(ints(params.get("normalized_shape")))
                        .affine(params.get("elementwise_affine").asBoolean())
                        .eps(eps)
                        .dtype(dtype)
                        .build();
            default -> abort("other layers");
        };
    }

    private static int[] ints(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .mapToInt(JsonNode::asInt)
                .toArray();
    }
}
