package tapline.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tapline.GradCheck;
import tapline.shape.ShapeException;
import tapline.tensor.Functional;
import tapline.tensor.Tensor;

class WeightNormTest {
    private static final Tensor INPUT = GradCheck.random(2, 3, 9).to(tapline.tensor.DType.FLOAT32);

    private static Conv1d conv() {
        return Conv1d.of(3, 4, 3).weightNorm(true).build();
    }

    @Test
    void parametersHavePyTorchsNamesInPyTorchsOrder() {
        assertThat(conv().stateDict().keySet()).containsExactly("bias", "weight_g", "weight_v");
        assertThat(conv().weightNorm().orElseThrow().g().shape().toArray()).containsExactly(4, 1, 1);
        assertThat(conv()).hasToString("Conv1d(3, 4, kernel_size=(3,), stride=(1,))");
    }

    @Test
    void aNewLayersWeightIsThatOfOneWithoutIt() {
        Tensor plain = Conv1d.of(3, 4, 3)
                .generator(new tapline.tensor.Generator(1))
                .build()
                .weight()
                .tensor();
        WeightNorm norm = Conv1d.of(3, 4, 3)
                .generator(new tapline.tensor.Generator(1))
                .weightNorm(true)
                .build()
                .weightNorm()
                .orElseThrow();
        assertThat(norm.tensor().allClose(plain, 1e-6, 0)).isTrue();
    }

    @Test
    void theWeightIsNoParameterUntilTheNormIsRemoved() {
        Conv1d conv = conv();
        assertThatThrownBy(conv::weight)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("weightNorm()");
        Conv1d plain = conv.removeWeightNorm();
        assertThat(plain.stateDict().keySet()).containsExactly("weight", "bias");
        assertThat(plain.forward(INPUT).equal(conv.forward(INPUT))).isTrue();
        assertThat(plain.weightNorm()).isEmpty();
    }

    @Test
    void theNewerNamesCanBeLoaded() {
        Sequential from = Sequential.of(conv());
        Map<String, Tensor> newer = new LinkedHashMap<>();
        from.stateDict()
                .forEach((name, tensor) -> newer.put(
                        name.replace("weight_g", "parametrizations.weight.original0")
                                .replace("weight_v", "parametrizations.weight.original1"),
                        tensor));
        Sequential to = Sequential.of(conv());
        to.loadStateDict(newer);
        assertThat(to.forward(INPUT).equal(from.forward(INPUT))).isTrue();
        assertThat(newer).containsKey("0.parametrizations.weight.original0");

        Sequential plain = Sequential.of(Conv1d.of(3, 4, 3).build());
        plain.loadStateDict(WeightNorm.fold(newer));
        assertThat(plain.forward(INPUT).equal(from.forward(INPUT))).isTrue();
    }

    @Test
    void aFoldedStateGivesTheSameBits() {
        Sequential from = Sequential.of(
                conv(), ConvTranspose1d.of(4, 2, 3).weightNorm(true).build());
        Sequential to = Sequential.of(
                Conv1d.of(3, 4, 3).build(), ConvTranspose1d.of(4, 2, 3).build());
        Map<String, Tensor> folded = WeightNorm.fold(from.stateDict());
        assertThat(folded.keySet()).containsExactlyInAnyOrder("0.bias", "0.weight", "1.bias", "1.weight");
        to.loadStateDict(folded);
        assertThat(to.forward(INPUT).equal(from.forward(INPUT))).isTrue();
    }

    @Test
    void anyDimensionCanHaveTheMagnitudes() {
        Tensor weight = GradCheck.random(4, 3, 2);
        for (int dim = 0; dim < 3; dim++) {
            int of = dim;
            Tensor g = Functional.normExceptDim(weight, dim);
            assertThat(g.shape().elements()).isEqualTo(weight.size(dim));
            assertThat(Functional.weightNorm(weight, g, dim).allClose(weight, 1e-14, 0))
                    .isTrue();
            GradCheck.check(
                    leaves -> Functional.weightNorm(leaves.get(0), leaves.get(1), of),
                    List.of(weight, GradCheck.random(g.shape().toArray())));
            assertThat(WeightNorm.fold(Map.of("weight_g", g, "weight_v", weight))
                            .get("weight")
                            .allClose(weight, 1e-14, 0))
                    .isTrue();
        }
    }

    @Test
    void magnitudesOfAnotherShapeAreRefused() {
        assertThatThrownBy(() -> Functional.weightNorm(Tensor.ones(4, 3, 2), Tensor.ones(4), 0))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("[4, 1, 1]")
                .hasMessageContaining("got [4]");
    }
}
