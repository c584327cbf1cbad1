package tapline.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tapline.tensor.GradMode.noGrad;

import org.junit.jupiter.api.Test;
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
}
