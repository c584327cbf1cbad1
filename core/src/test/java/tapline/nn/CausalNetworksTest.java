package tapline.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tapline.shape.ShapeException;
import tapline.tensor.Tensor;

/// Networks that never look ahead.
class CausalNetworksTest {
    static Stream<Module> networks() {
        return Stream.of(
                TemporalConvNet.of(2, 3).channels(4, 4, 5).kernelSize(3).build(),
                TemporalConvNet.of(2).channels(4, 4).weightNorm(false).build(),
                WaveNet.of(2, 3).channels(4).skipChannels(5).layers(3).stacks(2).build());
    }

    @ParameterizedTest
    @MethodSource("networks")
    void theOutputsOfABeginningAreTheBeginningOfTheOutputs(Module network) {
        network.eval();
        Tensor x = Tensor.randn(2, 2, 40);
        Tensor whole = network.forward(x);
        for (int length = 1; length < 40; length++) {
            assertThat(network.forward(x.slice(2, 0, length)).equal(whole.slice(2, 0, length)))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void oneSignalNeedsNoBatch(Module network) {
        network.eval();
        Tensor x = Tensor.randn(2, 20);
        assertThat(network.forward(x).equal(network.forward(x.unsqueeze(0)).squeeze(0)))
                .isTrue();
    }

    /// The authors pad both sides and cut the right one off.
    @Test
    void aConvolutionPaddedOnItsLeftGivesTheBitsOfOneThatIsCut() {
        Conv1d cut = Conv1d.of(2, 3, 3).dilation(4).padding(8).build();
        TemporalBlock block =
                TemporalBlock.of(2, 3, 3).dilation(4).weightNorm(false).build();
        Conv1d left = (Conv1d) block.namedChildren().get("conv1");
        left.loadStateDict(cut.stateDict());
        Tensor x = Tensor.randn(2, 2, 30);
        assertThat(left.forward(x).equal(cut.forward(x).slice(2, 0, 30))).isTrue();
    }

    @Test
    void theReceptiveFieldIsHowFarBackAnOutputLooks() {
        TemporalConvNet net =
                TemporalConvNet.of(1, 1).channels(3, 3, 3).kernelSize(3).build();
        net.eval();
        assertThat(net.receptiveField()).isEqualTo(29);
        Tensor x = Tensor.randn(1, 1, 60);
        float last = net.forward(x).floats()[59];
        assertThat(net.forward(changed(x, 59 - 29)).floats()[59]).isEqualTo(last);
        net.parameters()
                .forEach(
                        parameter -> parameter.set(Tensor.ones(parameter.shape().toArray())));
        Tensor ones = Tensor.ones(1, 1, 60);
        assertThat(net.forward(changed(ones, 59 - 28)).floats()[59])
                .isNotEqualTo(net.forward(ones).floats()[59]);
    }

    private static Tensor changed(Tensor x, int at) {
        Tensor other = x.copy();
        other.floats()[at] += 1;
        return other;
    }

    @Test
    void networksWithoutLayersAreRefused() {
        assertThatThrownBy(() -> TemporalConvNet.of(1).build())
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("got 0");
        assertThatThrownBy(() ->
                        WaveNet.of(1, 1).layers(30).stacks(Integer.MAX_VALUE).build())
                .isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> InceptionBlock.of(1, Integer.MAX_VALUE).build())
                .isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> WaveNet.of(1, 1).layers(0).build())
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("0 layers");
        assertThatThrownBy(() -> M5.of(1, 2).pools(4).build())
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("4 and 1");
    }
}
