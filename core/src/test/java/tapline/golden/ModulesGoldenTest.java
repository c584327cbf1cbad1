package tapline.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import tapline.nn.BatchNorm1d;
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
import tapline.nn.ModuleList;
import tapline.nn.PReLU;
import tapline.nn.Parameter;
import tapline.nn.ReLU;
import tapline.nn.ReLU6;
import tapline.nn.SELU;
import tapline.nn.Sequential;
import tapline.nn.SiLU;
import tapline.nn.Sigmoid;
import tapline.nn.Softmax;
import tapline.nn.Softplus;
import tapline.nn.Tanh;
import tapline.tensor.DType;
import tapline.tensor.Generator;
import tapline.tensor.Tensor;
import tapline.train.BCEWithLogitsLoss;
import tapline.train.CrossEntropyLoss;
import tapline.train.L1Loss;
import tapline.train.MSELoss;

/// How layers and shapes print.
class ModulesGoldenTest {
    /// Python's expression, and the same in Java.
    private static final Map<String, Supplier<Object>> EXPRESSIONS = Map.ofEntries(
            Map.entry(
                    "torch.zeros(1, 1, 10).shape", () -> Tensor.zeros(1, 1, 10).shape()),
            Map.entry("torch.zeros(3).shape", () -> Tensor.zeros(3).shape()),
            Map.entry("torch.tensor(1.).shape", () -> Tensor.scalar(1f).shape()),
            Map.entry("torch.zeros(2, 0).size()", () -> Tensor.zeros(2, 0).shape()),
            Map.entry("torch.float32", () -> DType.FLOAT32),
            Map.entry("torch.float64", () -> DType.FLOAT64),
            Map.entry("torch.zeros(1).dtype", () -> Tensor.zeros(1).dtype()),
            Map.entry(
                    "torch.zeros(2, 3).numpy().shape",
                    () -> Tensor.zeros(2, 3).shape().toTuple()),
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
                            Conv1d.of(4, 1, 3).padding(1).build())),
            Map.entry(
                    "sum(p.numel() for p in nn.Conv1d(3, 4, 5).parameters())",
                    () -> Conv1d.of(3, 4, 5).build().parameters().stream()
                            .map(Parameter::shape)
                            .mapToInt(shape -> shape.elements())
                            .sum()),
            Map.entry(
                    "torch.nn.utils.weight_norm(nn.Conv1d(2, 3, 3))",
                    () -> Conv1d.of(2, 3, 3).weightNorm(true).build()),
            Map.entry(
                    "list(torch.nn.utils.weight_norm(nn.Conv1d(2, 3, 3)).state_dict().keys())",
                    () -> names(Conv1d.of(2, 3, 3).weightNorm(true).build().stateDict())),
            Map.entry(
                    "list(nn.BatchNorm1d(2).state_dict().keys())",
                    () -> names(BatchNorm1d.of(2).build().stateDict())),
            Map.entry(
                    "[n for n, p in nn.Sequential(nn.Conv1d(1,1,1), nn.BatchNorm1d(1)).named_parameters()]",
                    () -> names(Sequential.of(
                                    Conv1d.of(1, 1, 1).build(), BatchNorm1d.of(1).build())
                            .namedParameters())));

    private static Object names(Map<String, ?> map) {
        return map.keySet().stream().map(name -> "'" + name + "'").toList();
    }

    @Test
    void layersPrintAsPyTorchs() {
        GoldenGroups.check("printing_modules", golden -> {
            String expression = golden.text("expr");
            Optional<PythonCall> call = PythonCall.parse(expression);
            assumeTrue(
                    call.isPresent() || EXPRESSIONS.containsKey(expression),
                    "layers that are not there yet, or Python");
            Object value = call.isPresent()
                    ? call.get().build(new Generator(0))
                    : EXPRESSIONS.get(expression).get();
            assertThat(value).hasToString(golden.text("repr"));
        });
    }
}
