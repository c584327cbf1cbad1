package tapline.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import tapline.shape.ConvAlgorithm;
import tapline.shape.ConvOptions;
import tapline.tensor.DType;
import tapline.tensor.DTypeException;
import tapline.tensor.Functional;
import tapline.tensor.Generator;
import tapline.tensor.Tensor;

/// The algorithm as a user chooses it: of a layer and of a call.
class ConvAlgorithmOptionTest {
    private final Tensor input = new Generator(1).randn(2, 1, 3000);

    @Test
    void layersAreDirectIfNotSaid() {
        assertThat(Conv1d.of(1, 1, 3).build().options().algorithm()).isEqualTo(ConvAlgorithm.DIRECT);
        assertThat(ConvOptions.DEFAULT.algorithm()).isEqualTo(ConvAlgorithm.DIRECT);
    }

    @Test
    void fftIsNearDirect() {
        CausalConv1d direct =
                CausalConv1d.of(1, 1, 500).generator(new Generator(2)).build();
        CausalConv1d fft = CausalConv1d.of(1, 1, 500)
                .generator(new Generator(2))
                .algorithm(ConvAlgorithm.FFT)
                .build();
        float[] expected = direct.forward(input).floats();
        float[] actual = fft.forward(input).floats();
        assertThat(actual).isNotEqualTo(expected).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(Math.abs(actual[i] - expected[i])).isLessThan(1e-5f);
        }
    }

    @Test
    void autoIsOneOfTheTwo() {
        Tensor weight = new Generator(3).randn(1, 1, 1000);
        assertThat(bits(weight, ConvAlgorithm.AUTO)).isEqualTo(bits(weight, ConvAlgorithm.FFT));
        Tensor few = new Generator(3).randn(1, 1, 5);
        assertThat(bits(few, ConvAlgorithm.AUTO)).isEqualTo(bits(few, ConvAlgorithm.DIRECT));
    }

    private float[] bits(Tensor weight, ConvAlgorithm algorithm) {
        return Functional.conv1d(input, weight, null, ConvOptions.DEFAULT.algorithm(algorithm))
                .floats();
    }

    @Test
    void fftTakesNoFloat64AndAutoComputesItDirectly() {
        Tensor x = Tensor.full(1, DType.FLOAT64, 1, 2000);
        Tensor w = Tensor.full(1, DType.FLOAT64, 1, 1, 1000);
        assertThatThrownBy(() -> Functional.conv1d(x, w, null, ConvOptions.DEFAULT.algorithm(ConvAlgorithm.FFT)))
                .isInstanceOf(DTypeException.class)
                .hasMessage("The FFT algorithm is for float32, but got input type (double): choose DIRECT or AUTO");
        Tensor y = Functional.conv1d(x, w, null, ConvOptions.DEFAULT.algorithm(ConvAlgorithm.AUTO));
        assertThat(y.doubles()[0]).isEqualTo(1000);
    }

    @Test
    void signalsWithoutAChannelGiveTheBias() {
        Tensor bias = Tensor.of(1f, 2, 3, 4);
        Tensor y = Functional.conv1d(
                Tensor.zeros(1, 0, 50), Tensor.zeros(4, 0, 3), bias, ConvOptions.DEFAULT.algorithm(ConvAlgorithm.FFT));
        assertThat(y.slice(2, 0, 1).reshape(4).equal(bias)).isTrue();
    }

    @Test
    void batchesWithoutASignalGiveBatchesWithoutASignal() {
        Tensor y = Functional.conv1d(
                Tensor.zeros(0, 1, 9), Tensor.ones(1, 1, 3), null, ConvOptions.DEFAULT.algorithm(ConvAlgorithm.FFT));
        assertThat(y.shape().toList()).hasToString("[0, 1, 7]");
    }
}
