package tapline.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import tapline.nn.CausalConv1d;
import tapline.stream.Stream;
import tapline.tensor.Tensor;

/// The golden model `causal`: PyTorch's output of the whole signal, and that of a stream, sample by sample.
class StreamGoldenTest {
    private static final double TOLERANCE = 1e-6;

    @Test
    void sampleBySampleItIsTheBatchInBitsAndPyTorchsStream() throws IOException {
        Safetensors io = read("io");
        CausalConv1d model = CausalConv1d.of(2, 3, 3).dilation(2).bias(false).build();
        model.weight().set(read("state").tensor("conv1d.weight"));
        Tensor input = io.tensor("input");
        int length = input.size(-1);

        Stream stream = model.stream();
        float[] frame = new float[2];
        float[] out = new float[3];
        Tensor streamed = Tensor.zeros(1, 3, length);
        for (int l = 0; l < length; l++) {
            for (int c = 0; c < 2; c++) {
                frame[c] = input.floats()[c * length + l];
            }
            assertThat(stream.push(frame, 0, 1, out, 0)).isEqualTo(1);
            for (int c = 0; c < 3; c++) {
                streamed.floats()[c * length + l] = out[c];
            }
        }

        assertThat(stream.finish(out, 0)).isZero();
        assertThat(streamed.equal(model.forward(input))).isTrue();
        assertThat(streamed.allClose(io.tensor("stream_output"), TOLERANCE, TOLERANCE))
                .isTrue();
        assertThat(streamed.allClose(io.tensor("output"), TOLERANCE, TOLERANCE)).isTrue();
    }

    private static Safetensors read(String name) throws IOException {
        try (InputStream file =
                StreamGoldenTest.class.getResourceAsStream("/golden/models/causal/" + name + ".safetensors")) {
            return Safetensors.parse(file.readAllBytes());
        }
    }
}
