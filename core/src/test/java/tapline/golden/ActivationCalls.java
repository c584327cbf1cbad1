package tapline.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import tapline.nn.Conv1d;
import tapline.nn.Dropout;
import tapline.nn.ELU;
import tapline.nn.Flatten;
import tapline.nn.GELU;
import tapline.nn.GLU;
import tapline.nn.Identity;
import tapline.nn.LeakyReLU;
import tapline.nn.Linear;
import tapline.nn.LogSoftmax;
import tapline.nn.Module;
import tapline.nn.ModuleList;
import tapline.nn.PReLU;
import tapline.nn.ReLU;
import tapline.nn.ReLU6;
import tapline.nn.SELU;
import tapline.nn.Sequential;
import tapline.nn.SiLU;
import tapline.nn.Sigmoid;
import tapline.nn.Softmax;
import tapline.nn.Softplus;
import tapline.nn.Tanh;
import tapline.tensor.Losses;
import tapline.tensor.Reduction;
import tapline.tensor.Tensor;
import tapline.train.BCEWithLogitsLoss;
import tapline.train.CrossEntropyLoss;
import tapline.train.L1Loss;
import tapline.train.MSELoss;

/// Activations, linear layers and losses as golden cases call them.
final class ActivationCalls {
    /// Python's expression, and the same in Java.
    static final Map<String, Supplier<Object>> EXPRESSIONS = Map.ofEntries(
            Map.entry("nn.Linear(10, 5)", () -> Linear.of(10, 5).build()),
            Map.entry(
                    "nn.Linear(10, 5, bias=False)",
                    () -> Linear.of(10, 5).bias(false).build()),
            Map.entry("nn.ReLU()", () -> new ReLU()),
            Map.entry("nn.ReLU6()", () -> new ReLU6()),
            Map.entry("nn.LeakyReLU()", () -> new LeakyReLU()),
            Map.entry("nn.ELU()", () -> new ELU()),
            Map.entry("nn.SELU()", () -> new SELU()),
            Map.entry("nn.GELU()", () -> new GELU()),
            Map.entry("nn.GELU(approximate='tanh')", () -> new GELU(GELU.Approximate.TANH)),
            Map.entry("nn.SiLU()", () -> new SiLU()),
            Map.entry("nn.PReLU()", () -> new PReLU()),
            Map.entry("nn.PReLU(4)", () -> PReLU.of(4)),
            Map.entry("nn.Sigmoid()", () -> new Sigmoid()),
            Map.entry("nn.Tanh()", () -> new Tanh()),
            Map.entry("nn.Softplus()", () -> new Softplus()),
            Map.entry("nn.Softmax(dim=1)", () -> new Softmax(1)),
            Map.entry("nn.LogSoftmax(dim=-1)", () -> new LogSoftmax(-1)),
            Map.entry("nn.GLU(dim=1)", () -> new GLU(1)),
            Map.entry("nn.Identity()", () -> new Identity()),
            Map.entry("nn.Dropout()", () -> new Dropout()),
            Map.entry("nn.Flatten()", () -> new Flatten()),
            Map.entry("nn.Flatten(0, 1)", () -> new Flatten(0, 1)),
            Map.entry("nn.MSELoss()", () -> new MSELoss()),
            Map.entry("nn.CrossEntropyLoss()", () -> new CrossEntropyLoss()),
            Map.entry("nn.L1Loss()", () -> new L1Loss()),
            Map.entry("nn.BCEWithLogitsLoss()", () -> new BCEWithLogitsLoss()),
            Map.entry(
                    "nn.ModuleList([nn.Conv1d(1, 1, 1), nn.ReLU()])",
                    () -> ModuleList.of(List.of(Conv1d.of(1, 1, 1).build(), new ReLU()))),
            Map.entry(
                    "nn.Sequential(nn.Conv1d(1, 4, 3, padding=1), nn.ReLU(), nn.Conv1d(4, 1, 3, padding=1))",
                    () -> Sequential.of(
                            Conv1d.of(1, 4, 3).padding(1).build(),
                            new ReLU(),
                            Conv1d.of(4, 1, 3).padding(1).build())));

    /// Layers that cases call badly, made of what PyTorch calls their arguments.
    static final Map<String, Function<JsonNode, Module>> LAYERS = Map.of(
            "Dropout", ctor -> new Dropout(ctor.get("p").asDouble()),
            "Linear",
                    ctor -> Linear.of(
                                    ctor.get("in_features").asInt(),
                                    ctor.get("out_features").asInt())
                            .build(),
            "GLU", ctor -> new GLU(ctor.get("dim").asInt()),
            "PReLU", ctor -> PReLU.of(ctor.get("num_parameters").asInt()));

    private ActivationCalls() {}

    /// The call of a loss with its defaults; nothing if it is another function, or has arguments by name.
    static Optional<Supplier<Object>> loss(String function, List<Object> arguments, JsonNode kwargs) {
        if (!kwargs.isEmpty() || arguments.size() < 2 || !(arguments.get(1) instanceof Tensor target)) {
            return Optional.empty();
        }
        Tensor input = (Tensor) arguments.getFirst();
        return switch (function) {
            case "F.mse_loss" -> Optional.of(() -> Losses.mseLoss(input, target, Reduction.MEAN));
            case "F.binary_cross_entropy" -> Optional.of(() -> Losses.bce(input, target, null, Reduction.MEAN));
            case "F.binary_cross_entropy_with_logits" ->
                Optional.of(() -> Losses.bceWithLogits(input, target, null, null, Reduction.MEAN));
            default -> Optional.empty();
        };
    }
}
