package tapline.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tapline.nn.CausalConv1d;
import tapline.nn.Module;
import tapline.nn.Parameter;
import tapline.tensor.DType;
import tapline.tensor.Generator;
import tapline.tensor.Tensor;
import tapline.train.ClipGrad;
import tapline.train.LRScheduler;
import tapline.train.Optimizer;
import tapline.train.ReduceLROnPlateau;

/// Optimisers and schedules go PyTorch's way, step by step.
class OptimGoldenTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern CALL = Pattern.compile("torch\\.optim\\.(\\w+)\\(\\[(.*)](.*)\\)");
    private static final Pattern ARGUMENT = Pattern.compile(", (\\w+)=(\\([^)]*\\)|[^,]+)");

    /// In units of a run's `f32_drift`, which is how far PyTorch's float32 run is from its float64 one.
    private static final double FLOAT_TOLERANCE = 4;

    /// The two-layer causal net that the cases are about, with the names that they use.
    private static final class TinyCausal extends Module {
        private final CausalConv1d conv1;
        private final CausalConv1d conv2;
        private final boolean isTanh;

        TinyCausal(GoldenCase golden, DType dtype) {
            isTanh = "tanh".equals(golden.text("act"));
            Generator generator = new Generator(0);
            conv1 = register(
                    "conv1",
                    CausalConv1d.of(2, 4, 3).dtype(dtype).generator(generator).build());
            conv2 = register(
                    "conv2",
                    CausalConv1d.of(4, 1, 3)
                            .dilation(2)
                            .dtype(dtype)
                            .generator(generator)
                            .build());
            for (Map.Entry<String, Parameter> named : weights().entrySet()) {
                named.getValue()
                        .set(golden.tensors().tensor("init." + named.getKey()).to(dtype));
            }
        }

        Map<String, Parameter> weights() {
            return Map.of(
                    "conv1.weight", conv1.weight(),
                    "conv1.bias", conv1.bias().orElseThrow(),
                    "conv2.weight", conv2.weight(),
                    "conv2.bias", conv2.bias().orElseThrow());
        }

        List<Parameter> of(String layer) {
            return (layer.equals("conv1") ? conv1 : conv2).parameters();
        }

        @Override
        public Tensor forward(Tensor input) {
            Tensor h = conv1.forward(input);
            // 1 - 2 / (exp(2h) + 1) is the hyperbolic tangent.
            Tensor active =
                    isTanh ? h.mul(2).exp().add(1).pow(-1).mul(-2).add(1) : h.clamp(0, Double.POSITIVE_INFINITY);
            return conv2.forward(active);
        }
    }

    @Test
    void runsInFloat64GoPyTorchsWay() {
        GoldenGroups.check("optim", golden -> run(golden, DType.FLOAT64, 1e-10));
    }

    @Test
    void runsInFloat32GoPyTorchsWay() {
        GoldenGroups.check(
                "optim",
                golden -> run(
                        golden,
                        DType.FLOAT32,
                        FLOAT_TOLERANCE * golden.json().path("f32_drift").asDouble()));
    }

    private static void run(GoldenCase golden, DType dtype, double tolerance) {
        JsonNode json = golden.json();
        assumeTrue(json.has("optimizer"), "schedules");
        TinyCausal net = new TinyCausal(golden, dtype);
        if (json.has("freeze")) {
            net.of(golden.text("freeze")).forEach(parameter -> parameter.requiresGrad(false));
        }
        Optimizer optimizer = optimizer(json, net);
        LRScheduler scheduler = json.get("scheduler").isNull()
                ? null
                : LRScheduler.of(
                        optimizer, OptimizerCases.schedule(golden.text("scheduler"), json.get("scheduler_args")));
        String type = dtype == DType.FLOAT64 ? "f64" : "f32";
        JsonNode losses = json.get(dtype == DType.FLOAT64 ? "loss" : "loss_f32");
        for (int step = 0; step < json.get("steps").asInt(); step++) {
            assertRates(optimizer, json.get("lr").get(step), step);
            assertThat(optimizer.groups().getFirst().momentum())
                    .isEqualTo(json.get("momentum_or_beta1").get(step).asDouble(), within(1e-15));
            optimizer.zeroGrad();
            double loss = backward(net, golden, dtype);
            assertThat(loss).as("loss %d", step).isCloseTo(losses.get(step).asDouble(), within(tolerance));
            clip(net, json, type, step, tolerance);
            optimizer.step();
            if (scheduler != null) {
                scheduler.step();
            }
            assertWeights(golden, net, type + ".step" + (step + 1) + ".", tolerance);
        }
        assertWeights(golden, net, type + ".final.", tolerance);
    }

    private static Optimizer optimizer(JsonNode json, TinyCausal net) {
        String kind = json.get("optimizer").asText();
        JsonNode groups = json.path("groups");
        if (groups.isMissingNode()) {
            return OptimizerCases.optimizer(kind, json.get("args"), net.parameters());
        }
        Optimizer optimizer = OptimizerCases.optimizer(
                kind, json.get("args"), net.of(groups.get(0).get("params").asText()));
        JsonNode second = groups.get(1);
        optimizer
                .addGroup(net.of(second.get("params").asText()))
                .lr(second.get("lr").asDouble())
                .weightDecay(second.get("weight_decay").asDouble());
        return optimizer;
    }

    /// @return the loss of the first part, divided as its gradient is
    private static double backward(TinyCausal net, GoldenCase golden, DType dtype) {
        Tensor input = golden.tensors().tensor("data.input").to(dtype);
        Tensor target = golden.tensors().tensor("data.target").to(dtype);
        int parts = golden.json().path("accumulate").asInt(1);
        double first = 0;
        for (int part = 0; part < parts; part++) {
            Tensor output = net.forward(input.slice(0, part, input.size(0), parts));
            Tensor loss = output.sub(target.slice(0, part, input.size(0), parts))
                    .pow(2)
                    .mean();
            first = part == 0 ? loss.item() / parts : first;
            loss.div(parts).backward();
        }
        return first;
    }

    private static void clip(TinyCausal net, JsonNode json, String type, int step, double tolerance) {
        if (json.has("clip_grad_norm")) {
            double norm =
                    ClipGrad.norm(net.parameters(), json.get("clip_grad_norm").asDouble());
            double expected = json.get(type.equals("f64") ? "grad_norm" : "grad_norm_f32")
                    .get(step)
                    .asDouble();
            assertThat(norm).isCloseTo(expected, within(tolerance));
        }
        if (json.has("clip_grad_value")) {
            ClipGrad.value(net.parameters(), json.get("clip_grad_value").asDouble());
        }
    }

    private static void assertWeights(GoldenCase golden, TinyCausal net, String prefix, double tolerance) {
        net.weights().forEach((name, parameter) -> {
            if (golden.has(prefix + name)) {
                assertThat(parameter.tensor().allClose(golden.tensor(prefix + name), tolerance, tolerance))
                        .as(prefix + name)
                        .isTrue();
            }
        });
    }

    @Test
    void schedulesGoPyTorchsWay() {
        GoldenGroups.check("optim", golden -> {
            JsonNode json = golden.json();
            assumeTrue(!json.has("optimizer"), "runs");
            Optimizer optimizer = OptimizerCases.optimizer(
                    "SGD", JSON.readTree("{\"lr\": " + json.get("base_lr") + ", \"momentum\": 0.9}"), parameters());
            if (json.has("param_groups")) {
                optimizer.addGroup(parameters()).lr(json.get("lr").get(0).get(1).asDouble());
            }
            JsonNode args = json.get("scheduler_args");
            if (json.has("metrics")) {
                plateau(json, optimizer);
                return;
            }
            LRScheduler scheduler = LRScheduler.of(optimizer, OptimizerCases.schedule(golden.text("scheduler"), args));
            for (int epoch = 0; epoch < json.get("lr").size(); epoch++) {
                if (epoch > 0) {
                    scheduler.step();
                }
                assertRates(optimizer, json.get("lr").get(epoch), epoch);
                if (json.has("momentum")) {
                    assertThat(optimizer.groups().getFirst().momentum())
                            .isCloseTo(json.get("momentum").get(epoch).asDouble(), within(1e-15));
                }
            }
        });
    }

    /// The rate that is listed for a metric is the one before it was seen.
    private static void plateau(JsonNode json, Optimizer optimizer) {
        ReduceLROnPlateau scheduler =
                ReduceLROnPlateau.of(optimizer, OptimizerCases.plateau(json.get("scheduler_args")));
        for (int epoch = 0; epoch < json.get("lr").size(); epoch++) {
            assertRates(optimizer, json.get("lr").get(epoch), epoch);
            scheduler.step(json.get("metrics").get(epoch).asDouble());
        }
    }

    private static void assertRates(Optimizer optimizer, JsonNode rates, int epoch) {
        for (int i = 0; i < optimizer.groups().size(); i++) {
            JsonNode rate = rates.isArray() ? rates.get(i) : rates;
            assertThat(optimizer.groups().get(i).lr())
                    .as("epoch %d, group %d", epoch, i)
                    .isCloseTo(rate.asDouble(), within(1e-15));
        }
    }

    @Test
    void optimizersPrintAsPyTorchs() {
        GoldenGroups.check("printing_modules", golden -> {
            Optional<Optimizer> optimizer = parse(golden.text("expr"));
            assumeTrue(optimizer.isPresent(), "no optimiser");
            assertThat(optimizer.get()).hasToString(golden.text("repr"));
        });
    }

    @Test
    void badOptionsAreRefusedInPyTorchsWords() {
        GoldenGroups.check("errors", golden -> {
            String code = golden.json().path("code").asText();
            assumeTrue(code.startsWith("torch.optim."), "no optimiser");
            assertThatThrownBy(() -> parse(code))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(golden.text("message"));
        });
    }

    private static Optional<Optimizer> parse(String expression) {
        Matcher call = CALL.matcher(expression);
        if (!call.matches()) {
            return Optional.empty();
        }
        ObjectNode args = JSON.createObjectNode();
        for (Matcher argument = ARGUMENT.matcher(call.group(3)); argument.find(); ) {
            String value = argument.group(2).replace('(', '[').replace(')', ']').replace("True", "true");
            try {
                args.set(argument.group(1), JSON.readTree(value));
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException(e);
            }
        }
        return Optional.of(OptimizerCases.optimizer(call.group(1), args, parameters(call.group(2))));
    }

    private static List<Parameter> parameters() {
        return List.of(new Parameter("weight", Tensor.zeros(1)));
    }

    private static List<Parameter> parameters(String list) {
        Tensor leaf = Tensor.zeros(1).requiresGrad(true);
        return list.isEmpty() ? List.of() : List.of(new Parameter("weight", list.endsWith("* 2") ? leaf.mul(2) : leaf));
    }
}
