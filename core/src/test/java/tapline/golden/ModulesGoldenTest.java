package tapline.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import tapline.nn.BatchNorm1d;
import tapline.nn.Conv1d;
import tapline.nn.Parameter;
import tapline.nn.Sequential;
import tapline.tensor.DType;
import tapline.tensor.Generator;
import tapline.tensor.Tensor;

/// How layers and shapes print.
class ModulesGoldenTest {
    /// Python's expression, and the same in Java.
    private static final Map<String, Supplier<Object>> EXPRESSIONS = new HashMap<>(Map.of(
            "torch.zeros(1, 1, 10).shape",
            () -> Tensor.zeros(1, 1, 10).shape(),
            "torch.zeros(3).shape",
            () -> Tensor.zeros(3).shape(),
            "torch.tensor(1.).shape",
            () -> Tensor.scalar(1f).shape(),
            "torch.zeros(2, 0).size()",
            () -> Tensor.zeros(2, 0).shape(),
            "torch.float32",
            () -> DType.FLOAT32,
            "torch.float64",
            () -> DType.FLOAT64,
            "torch.zeros(1).dtype",
            () -> Tensor.zeros(1).dtype(),
            "torch.zeros(2, 3).numpy().shape",
            () -> Tensor.zeros(2, 3).shape().toTuple(),
            "sum(p.numel() for p in nn.Conv1d(3, 4, 5).parameters())",
            () -> Conv1d.of(3, 4, 5).build().parameters().stream()
                    .map(Parameter::shape)
                    .mapToInt(shape -> shape.elements())
                    .sum()));

    static {
        EXPRESSIONS.putAll(ActivationCalls.EXPRESSIONS);
        EXPRESSIONS.put(
                "torch.nn.utils.weight_norm(nn.Conv1d(2, 3, 3))",
                () -> Conv1d.of(2, 3, 3).weightNorm(true).build());
        EXPRESSIONS.put(
                "list(torch.nn.utils.weight_norm(nn.Conv1d(2, 3, 3)).state_dict().keys())",
                () -> names(Conv1d.of(2, 3, 3).weightNorm(true).build().stateDict()));
        EXPRESSIONS.put(
                "list(nn.BatchNorm1d(2).state_dict().keys())",
                () -> names(BatchNorm1d.of(2).build().stateDict()));
        EXPRESSIONS.put(
                "[n for n, p in nn.Sequential(nn.Conv1d(1,1,1), nn.BatchNorm1d(1)).named_parameters()]",
                () -> names(Sequential.of(
                                Conv1d.of(1, 1, 1).build(), BatchNorm1d.of(1).build())
                        .namedParameters()));
    }

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
