package tapline.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import tapline.shape.CausalAlignment;
import tapline.shape.ConvAlgorithm;
import tapline.shape.Padding;
import tapline.shape.PaddingMode;
import tapline.shape.PoolOptions;
import tapline.stream.Stream;
import tapline.tensor.DType;
import tapline.tensor.Generator;
import tapline.tensor.Tensor;

/// Layers make streams of themselves, which give what the layer gives, or say why they can't.
class ModuleStreamTest {
    @Test
    void convolutionLayersStreamWhatTheyCompute() {
        checkSame(Conv1d.of(2, 3, 5).padding(2).stride(3).build());
        checkSame(Conv1d.of(2, 20, 4).padding(Padding.SAME).bias(false).build());
        checkSame(Conv1d.of(2, 4, 3)
                .padding(5)
                .paddingMode(PaddingMode.REPLICATE)
                .groups(2)
                .build());
        checkSame(Conv1d.of(2, 2, 2).padding(Padding.STRIDED_SAME).build());
        checkSame(CausalConv1d.of(2, 3, 3).dilation(2).build());
        checkSame(CausalConv1d.of(2, 3, 4)
                .stride(4)
                .alignment(CausalAlignment.LAST_OF_STRIDE)
                .build());
        checkSame(ConvTranspose1d.of(2, 3, 4)
                .stride(3)
                .padding(1)
                .outputPadding(2)
                .build());
    }

    @Test
    void poolsDoToo() {
        PoolOptions options = PoolOptions.of(3).stride(2).padding(1).ceilMode(true);
        checkSame(Sequential.of(Conv1d.of(2, 4, 3).build(), MaxPool1d.of(options), AvgPool1d.of(4)));
    }

    private static void checkSame(Module layer) {
        int length = 37;
        Tensor input = new Generator(3).randn(DType.FLOAT32, 1, 2, length);
        Tensor expected = layer.forward(input);
        Stream stream = layer.stream();
        float[] in = new float[2 * length];
        for (int i = 0; i < in.length; i++) {
            in[i] = input.floats()[i % 2 * length + i / 2];
        }
        float[] out = new float[expected.floats().length];
        int frames = stream.push(in, 0, length, out, 0);
        frames += stream.finish(out, frames * stream.outChannels());

        assertThat(frames).isEqualTo(expected.size(-1));
        Tensor streamed = Tensor.zeros(expected.shape().toArray());
        for (int i = 0; i < out.length; i++) {
            streamed.floats()[i % stream.outChannels() * frames + i / stream.outChannels()] = out[i];
        }
        assertThat(streamed.equal(expected)).as(layer.toString()).isTrue();
    }

    @Test
    void aStreamKeepsTheWeightsOfItsBeginning() {
        Conv1d layer = Conv1d.of(1, 1, 1).bias(false).build();
        layer.weight().set(Tensor.ones(1, 1, 1));
        Stream stream = layer.stream();
        layer.weight().set(Tensor.zeros(1, 1, 1));
        assertThat(stream.push(5f)).isEqualTo(5f);
        assertThat(layer.stream().push(5f)).isZero();
    }

    @Test
    void whatCanNotBeStreamedSaysWhy() {
        assertThatThrownBy(() -> Conv1d.of(1, 1, 3).padding(1).paddingMode(PaddingMode.REFLECT).build().stream())
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("Conv1d(1, 1, kernel_size=(3,), stride=(1,), padding=(1,), padding_mode=reflect) can't be "
                        + "streamed: with padding_mode='reflect' the first outputs see later samples, mirrored, which "
                        + "a stream does not have yet: expected 'zeros' or 'replicate'");
        assertThatThrownBy(() -> Conv1d.of(1, 1, 3).stride(2).padding(Padding.STRIDED_SAME).build().stream())
                .hasMessageContaining("can't be streamed: its padding depends on the length of the signal");
        assertThatThrownBy(() -> ConvTranspose1d.of(1, 1, 3).dtype(DType.FLOAT64).build().stream())
                .hasMessageContaining("can't be streamed: streams are of float32");
        Module own = new Module() {
            @Override
            public Tensor forward(Tensor input) {
                return input;
            }
        };
        assertThatThrownBy(own::stream).hasMessageContaining("can't be streamed: it does not say how");
    }

    @Test
    void anAlgorithmThatIsNotDirectIsStreamedDirectly() {
        Conv1d direct = Conv1d.of(2, 2, 3).generator(new Generator(1)).build();
        Conv1d fft = Conv1d.of(2, 2, 3)
                .generator(new Generator(1))
                .algorithm(ConvAlgorithm.FFT)
                .build();
        float[] expected = new float[6];
        float[] out = new float[6];
        float[] in = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
        assertThat(direct.stream().push(in, 0, 5, expected, 0)).isEqualTo(3);
        assertThat(fft.stream().push(in, 0, 5, out, 0)).isEqualTo(3);
        assertThat(out).containsExactly(expected);
    }
}
