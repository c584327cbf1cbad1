package tapline.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tapline.tensor.GradMode.noGrad;

import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tapline.shape.Padding;
import tapline.shape.ShapeException;
import tapline.tensor.DType;
import tapline.tensor.DTypeException;
import tapline.tensor.GradMode;
import tapline.tensor.Tensor;

class ModuleTest {
    @Test
    void parametersAreListedUnderPyTorchsNames() {
        CausalConv1d conv = CausalConv1d.of(2, 4, 3).build();
        assertThat(conv.namedParameters().keySet()).containsExactly("conv1d.weight", "conv1d.bias");
        assertThat(Conv1d.of(2, 4, 3).build().namedParameters().keySet()).containsExactly("weight", "bias");
        assertThat(Conv1d.of(2, 4, 3).bias(false).build().parameters()).hasSize(1);
    }

    @Test
    void aReplacedParameterIsUsedAndStillWantsGradients() {
        Conv1d conv = Conv1d.of(1, 1, 2).bias(false).build();
        conv.weight().set(Tensor.ones(1, 1, 2).div(2));
        assertThat(conv.forward(Tensor.arange(4).reshape(1, 1, 4)).floats()).containsExactly(0.5f, 1.5f, 2.5f);
        assertThat(conv.weight().tensor().requiresGrad()).isTrue();
        assertThat(conv.weight())
                .hasToString("Parameter containing:\ntensor([[[0.5000, 0.5000]]], requires_grad=True)");
    }

    @Test
    void aParameterOfAnotherShapeOrTypeIsRefusedAndTheOldOneKept() {
        Parameter weight = Conv1d.of(1, 2, 3).build().weight();
        Tensor before = weight.tensor();
        assertThatThrownBy(() -> weight.set(Tensor.ones(2, 1, 4)))
                .isInstanceOf(ShapeException.class)
                .hasMessage("size mismatch for weight: expected torch.Size([2, 1, 3]), but got torch.Size([2, 1, 4])");
        assertThatThrownBy(() -> weight.set(Tensor.zeros(DType.FLOAT64, 2, 1, 3)))
                .isInstanceOf(DTypeException.class)
                .hasMessage("type mismatch for weight: expected torch.float32, but got torch.float64");
        assertThat(weight.tensor()).isSameAs(before);
    }

    @Test
    void aFrozenParameterStaysFrozen() {
        Parameter weight = Conv1d.of(1, 1, 1).build().weight().requiresGrad(false);
        weight.set(Tensor.ones(1, 1, 1));
        assertThat(weight).hasToString("Parameter containing:\ntensor([[[1.]]])");
    }

    @Test
    void noGradIsOnlyForItsScope() {
        assertThat(GradMode.isEnabled()).isTrue();
        assertThat(noGrad(GradMode::isEnabled)).isFalse();
        assertThat(GradMode.isEnabled()).isTrue();
    }

    @Test
    void paddingsThatPyTorchLacksArePrintedToo() {
        assertThat(Conv1d.of(1, 1, 3).padding(Padding.of(2, 0)).build())
                .hasToString("Conv1d(1, 1, kernel_size=(3,), stride=(1,), padding=(2, 0))");
        assertThat(Conv1d.of(1, 1, 3).stride(2).padding(Padding.STRIDED_SAME).build())
                .hasToString("Conv1d(1, 1, kernel_size=(3,), stride=(2,), padding=strided_same)");
    }

    @Test
    void aSecondConventionForStridesNeedsAWindowOfAStride() {
        assertThatThrownBy(() -> CausalConv1d.of(1, 1, 2)
                        .stride(3)
                        .alignment(tapline.shape.CausalAlignment.LAST_OF_STRIDE)
                        .build())
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("window of 2 samples and stride 3");
    }

    /// Two names for one layer.
    private static final class Twice extends Module {
        private final Conv1d conv;

        Twice(String second) {
            conv = register("a", Conv1d.of(1, 1, 1).build());
            register(second, conv);
        }

        @Override
        public Tensor forward(Tensor input) {
            return conv.forward(conv.forward(input));
        }

        @Override
        protected String extraRepr() {
            return "twice=True";
        }
    }

    @Test
    void aSharedPartHasTwoNamesAndIsListedOnce() {
        Twice twice = new Twice("b");
        assertThat(twice.namedParameters().keySet()).containsExactly("a.weight", "a.bias", "b.weight", "b.bias");
        assertThat(twice.parameters()).hasSize(2);
        assertThat(twice)
                .hasToString("Twice(\n  twice=True\n  (a): Conv1d(1, 1, kernel_size=(1,), stride=(1,))\n"
                        + "  (b): Conv1d(1, 1, kernel_size=(1,), stride=(1,))\n)");
    }

    @Test
    void namesThatClashAreRefused() {
        assertThatThrownBy(() -> new Twice("a")).hasMessage("attribute 'a' already exists");
        assertThatThrownBy(() -> new Twice("a.b")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void oneModelServesManyThreadsWithTheSameBits() throws Exception {
        Conv1d conv = Conv1d.of(8, 24, 30).padding(9).build();
        Tensor x = Tensor.rand(2, 8, 1500);
        Tensor expected = conv.forward(x);
        Callable<Tensor> run = () -> conv.forward(x);
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Tensor> result : threads.invokeAll(Collections.nCopies(64, run))) {
                assertThat(result.get().floats()).isEqualTo(expected.floats());
            }
        }
    }

    @Test
    @Timeout(20)
    void aLongStrideCostsNoMoreThanItsOutput() {
        ConvTranspose1d conv = ConvTranspose1d.of(1, 1, 3).stride(300_000).build();
        Tensor y = conv.forward(Tensor.ones(1, 1, 3));
        assertThat(y.size(2)).isEqualTo(600_003);
        double bias = conv.bias().orElseThrow().tensor().item();
        assertThat(y.get(0, 0, 299_999)).isEqualTo(bias);
        assertThat(y.get(0, 0, 300_001)).isEqualTo(y.get(0, 0, 1)).isNotEqualTo(bias);
    }
}
