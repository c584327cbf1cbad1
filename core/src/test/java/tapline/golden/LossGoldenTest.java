package tapline.golden;

import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tapline.tensor.Activations;
import tapline.tensor.DType;
import tapline.tensor.Reduction;
import tapline.tensor.Tensor;
import tapline.train.BCELoss;
import tapline.train.BCEWithLogitsLoss;
import tapline.train.CrossEntropyLoss;
import tapline.train.HuberLoss;
import tapline.train.KLDivLoss;
import tapline.train.L1Loss;
import tapline.train.Loss;
import tapline.train.MSELoss;
import tapline.train.NLLLoss;
import tapline.train.SmoothL1Loss;

/// Losses and their gradients, in float32 and in float64.
class LossGoldenTest {
    private static final double FLOAT_TOLERANCE = 5e-7;
    private static final double DOUBLE_TOLERANCE = 1e-14;

    @Test
    void lossesArePyTorchs() {
        GoldenGroups.check("layers", golden -> {
            check(golden, DType.FLOAT32, FLOAT_TOLERANCE);
            check(golden, DType.FLOAT64, DOUBLE_TOLERANCE);
        });
    }

    private static void check(GoldenCase golden, DType dtype, double tolerance) {
        Loss loss = loss(golden, dtype);
        Tensor input = golden.tensor("input").to(dtype).requiresGrad(true);
        Tensor target = target(golden, dtype);
        Tensor output = loss.forward(prepared(golden, input), target);
        output.backward(golden.tensor("grad_output").to(dtype));
        Close.check(golden, "output", output, tolerance);
        Close.check(golden, "grad_input", input.grad().orElseThrow(), tolerance);
        if (golden.has("grad_target")) {
            Close.check(golden, "grad_target", target.grad().orElseThrow(), tolerance);
        }
    }

    private static Tensor target(GoldenCase golden, DType dtype) {
        if (golden.has("target_const")) {
            return golden.tensor("target_const").to(dtype);
        }
        if (golden.has("grad_target")) {
            return golden.tensor("target").to(dtype).requiresGrad(true);
        }
        int[] shape = ints(golden.json().get("tensors").get("target").get(1));
        double[] labels = LongStream.of(golden.longs("target")).asDoubleStream().toArray();
        return Tensor.wrap(labels, shape).to(dtype);
    }

    private static Tensor prepared(GoldenCase golden, Tensor input) {
        return switch (golden.text("op")) {
            case "bce" -> Activations.sigmoid(input);
            case "kl_div" -> Activations.logSoftmax(input, 1);
            default -> input;
        };
    }

    private static Loss loss(GoldenCase golden, DType dtype) {
        JsonNode params = golden.json().path("params");
        Reduction reduction = switch (params.path("reduction").asText()) {
            case "none" -> Reduction.NONE;
            case "sum" -> Reduction.SUM;
            case "batchmean" -> Reduction.BATCH_MEAN;
            default -> Reduction.MEAN;
        };
        Tensor classWeight = optional(golden, "class_weight", dtype);
        return switch (golden.text("op")) {
            case "mse_loss" -> new MSELoss(reduction);
            case "l1_loss" -> new L1Loss(reduction);
            case "smooth_l1_loss" ->
                new SmoothL1Loss(reduction, params.get("beta").asDouble());
            case "huber_loss" -> new HuberLoss(reduction, params.get("delta").asDouble());
            case "cross_entropy" ->
                new CrossEntropyLoss(
                        reduction,
                        classWeight,
                        params.get("ignore_index").asInt(),
                        params.get("label_smoothing").asDouble());
            case "nll_loss" -> new NLLLoss(reduction, classWeight, -100);
            case "bce_with_logits" ->
                new BCEWithLogitsLoss(
                        reduction, optional(golden, "elem_weight", dtype), optional(golden, "pos_weight", dtype));
            case "bce" -> new BCELoss(reduction, null);
            case "kl_div" -> new KLDivLoss(reduction, params.get("log_target").asBoolean());
            default -> abort("tested elsewhere, or not there yet");
        };
    }

    private static Tensor optional(GoldenCase golden, String name, DType dtype) {
        return golden.has(name) ? golden.tensor(name).to(dtype) : null;
    }

    private static int[] ints(JsonNode list) {
        int[] values = new int[list.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = list.get(i).asInt();
        }
        return values;
    }
}
