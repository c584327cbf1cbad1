package tapline.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tapline.nn.Parameter;
import tapline.tensor.DType;
import tapline.tensor.Generator;
import tapline.tensor.Tensor;

class OptimizerTest {
    private static final int ELEMENTS = 77;

    /// An optimiser of each kind, with all that it can keep.
    static List<Function<List<Parameter>, Optimizer>> optimizers() {
        return List.of(
                parameters ->
                        SGD.of(parameters).lr(0.1).momentum(0.9).dampening(0.2).build(),
                parameters -> Adam.of(parameters).amsgrad(true).weightDecay(0.1).build(),
                parameters -> AdamW.of(parameters).build(),
                parameters ->
                        RMSprop.of(parameters).momentum(0.5).centered(true).build(),
                parameters ->
                        Adagrad.of(parameters).initialAccumulatorValue(0.3).build());
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void goesOnExactlyFromASavedState(Function<List<Parameter>, Optimizer> kind) {
        for (DType dtype : DType.values()) {
            Parameter straight = parameter(dtype);
            Optimizer optimizer = kind.apply(List.of(straight));
            steps(optimizer, straight, 0, 3);
            Map<String, Tensor> saved = optimizer.stateDict();
            Parameter resumed = parameter(dtype);
            resumed.set(straight.tensor().copy());
            steps(optimizer, straight, 3, 6);

            Optimizer other = kind.apply(List.of(resumed));
            other.loadStateDict(saved);
            steps(other, resumed, 3, 6);

            assertThat(resumed.tensor().equal(straight.tensor())).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void float32IsFloat64Rounded(Function<List<Parameter>, Optimizer> kind) {
        Parameter floats = parameter(DType.FLOAT32);
        Parameter doubles = new Parameter("weight", floats.tensor().detach().to(DType.FLOAT64));
        steps(kind.apply(List.of(floats)), floats, 0, 4);
        steps(kind.apply(List.of(doubles)), doubles, 0, 4);

        assertThat(floats.tensor().to(DType.FLOAT64).allClose(doubles.tensor(), 1e-5, 1e-5))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void anIncompleteStateIsRefusedAndChangesNothing(Function<List<Parameter>, Optimizer> kind) {
        Parameter parameter = parameter(DType.FLOAT32);
        Optimizer optimizer = kind.apply(List.of(parameter));
        steps(optimizer, parameter, 0, 2);
        Map<String, Tensor> before = optimizer.stateDict();
        for (String missing : before.keySet()) {
            Map<String, Tensor> state = new HashMap<>(before);
            state.remove(missing);
            if (!missing.endsWith(".step")) {
                assertThatThrownBy(() -> optimizer.loadStateDict(state))
                        .hasMessage("expected a tensor '" + missing + "' in the state, but there is none");
            }
        }
        before.forEach((name, tensor) ->
                assertThat(tensor.equal(optimizer.stateDict().get(name))).isTrue());
    }

    @Test
    void parametersWithoutAGradientStayAsTheyAre() {
        Parameter parameter = parameter(DType.FLOAT32);
        Tensor before = parameter.tensor();

        AdamW.of(List.of(parameter)).build().step();

        assertThat(parameter.tensor()).isSameAs(before);
    }

    @Test
    void aParameterIsInOneGroup() {
        Parameter parameter = parameter(DType.FLOAT32);
        Optimizer optimizer = SGD.of(List.of(parameter)).build();

        assertThatThrownBy(() -> optimizer.addGroup(List.of(parameter)))
                .hasMessage("some parameters appear in more than one parameter group");
        assertThatThrownBy(() -> optimizer.groups().getFirst().lr(Double.NaN)).hasMessage("Invalid learning rate: nan");
    }

    @Test
    void aMomentumThatWouldBeIgnoredIsRefused() {
        ParameterGroup group =
                SGD.of(List.of(parameter(DType.FLOAT32))).build().groups().getFirst();

        assertThatThrownBy(() -> group.momentum(0.9))
                .hasMessage("expected no momentum, because the optimizer was made without one, but got 0.9");
    }

    @Test
    void clippingByNormKeepsTheDirection() {
        Parameter parameter = new Parameter("weight", Tensor.zeros(2));
        parameter.tensor().setGrad(Tensor.of(3f, 4f));

        assertThat(ClipGrad.norm(List.of(parameter), 1)).isEqualTo(5);
        assertThat(parameter.grad().orElseThrow().allClose(Tensor.of(0.6f, 0.8f), 1e-6, 0))
                .isTrue();
        assertThat(ClipGrad.norm(List.of(parameter), 10)).isCloseTo(1, within(1e-6));
    }

    private static Parameter parameter(DType dtype) {
        return new Parameter("weight", new Generator(1).randn(ELEMENTS).to(dtype));
    }

    /// Steps along gradients that depend on the step's number alone.
    private static void steps(Optimizer optimizer, Parameter parameter, int from, int to) {
        for (int step = from; step < to; step++) {
            parameter.tensor().setGrad(new Generator(10 + step).randn(ELEMENTS).to(parameter.dtype()));
            optimizer.step();
        }
    }
}
