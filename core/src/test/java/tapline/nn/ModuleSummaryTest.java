package tapline.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tapline.shape.Shape;
import tapline.shape.ShapeException;
import tapline.tensor.DType;
import tapline.tensor.Tensor;

class ModuleSummaryTest {
    @Test
    void everyLayerHasItsShapeParametersAndProducts() {
        Module net = Sequential.of(
                        Conv1d.of(2, 4, 3).stride(2).groups(2).build(),
                        new ReLU(),
                        ConvTranspose1d.of(4, 6, 5).bias(false).build(),
                        new Flatten(),
                        Linear.of(48, 10).build())
                .eval();

        ModuleSummary summary = ModuleSummary.of(net, Shape.of(3, 2, 9));

        assertThat(summary.layers())
                .extracting(layer -> layer.name() + " " + layer.depth() + " " + layer.type() + " "
                        + layer.output().orElseThrow().toList() + " " + layer.parameters() + " " + layer.multiplyAdds())
                .containsExactly(
                        " 0 Sequential [3, 10] 626 " + (3 * 4 * 4 * 3 + 3 * 4 * 4 * 6 * 5 + 3 * 10 * 48),
                        "0 1 Conv1d [3, 4, 4] 16 " + 3 * 4 * 4 * 3,
                        "1 1 ReLU [3, 4, 4] 0 0",
                        "2 1 ConvTranspose1d [3, 6, 8] 120 " + 3 * 4 * 4 * 6 * 5,
                        "3 1 Flatten [3, 48] 0 0",
                        "4 1 Linear [3, 10] 490 " + 3 * 10 * 48);
    }

    /// What the network itself is made of is seen, but for blocks that are applied to get two results.
    @ParameterizedTest
    @MethodSource("tapline.nn.AllLayersTest#catalogue")
    void everyPartIsSeen(AllLayersTest.Entry entry) {
        Module module = entry.make(DType.FLOAT64, 1).eval();
        ModuleSummary summary = ModuleSummary.of(module, entry.input());
        assertThat(summary.whole().output()).contains(entry.output());
        assertThat(summary.whole().parameters())
                .isEqualTo(module.parameters().stream()
                        .mapToLong(parameter -> parameter.shape().elements())
                        .sum());
        assertThat(summary.layers())
                .allSatisfy(layer -> assertThat(layer.output().isPresent())
                        .as("%s has a shape", layer.name())
                        .isEqualTo(!(layer.module() instanceof ModuleList<?>)
                                && !(layer.depth() > 0 && layer.module() instanceof WaveNetBlock)));
    }

    @Test
    void aModuleThatIsUsedTwiceCountsBothCallsOnce() {
        Module conv = Conv1d.of(1, 1, 3).build();
        ModuleSummary summary = ModuleSummary.of(Sequential.of(conv, conv).eval(), Shape.of(1, 1, 9));
        assertThat(summary.whole().multiplyAdds()).isEqualTo(3 * (7 + 5));
        assertThat(summary.whole().parameters()).isEqualTo(4);
        assertThat(summary.layers().get(2).output()).isEmpty();
    }

    @Test
    void whatDoesNotFitIsRefused() {
        Module net = Conv1d.of(2, 4, 3).build();
        assertThatIllegalStateException()
                .isThrownBy(() -> ModuleSummary.of(net, Shape.of(1, 2, 9)))
                .withMessageContaining("expected a network in use");
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> ModuleSummary.of(net.eval(), Shape.of(1, 3, 9)));
    }

    @Test
    void otherThreadsAreNotSeen() throws InterruptedException {
        Module inner = Conv1d.of(1, 1, 3).build();
        Module outer = new Module() {
            @Override
            public Tensor forward(Tensor input) {
                Thread other = Thread.ofPlatform().start(() -> inner.call(input));
                try {
                    other.join();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                return input;
            }
        };
        assertThat(ModuleSummary.of(outer.eval(), Shape.of(1, 1, 9)).whole().multiplyAdds())
                .isZero();
    }
}
