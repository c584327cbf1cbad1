package tapline.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tapline.nn.CausalConv1d;
import tapline.nn.Module;
import tapline.nn.TemporalConvNet;
import tapline.stream.Stream;
import tapline.tensor.Tensor;

/// The golden models that stream: PyTorch's output of whole signals, and that of a stream, sample by sample.
class StreamGoldenTest {
    private static final double TOLERANCE = 1e-6;

    @Test
    void theCausalConvolutionSampleBySampleIsTheBatchInBitsAndPyTorchsStream() throws IOException {
        CausalConv1d model = CausalConv1d.of(2, 3, 3).dilation(2).bias(false).build();
        model.weight().set(read("causal/state").tensor("conv1d.weight"));
        check("causal", model);
    }

    @Test
    void theTemporalConvNetDoesSoToo() throws IOException {
        Module model = TemporalConvNet.of(2, 3).channels(6, 6, 8).kernelSize(3).build();
        Safetensors file = read("tcn/state");
        Map<String, Tensor> state = new LinkedHashMap<>();
        file.names().forEach(name -> state.put(name, file.number(name)));
        model.loadStateDict(state);
        check("tcn", model.eval());
    }

    private static void check(String name, Module model) throws IOException {
        Safetensors io = read(name + "/io");
        Tensor input = io.tensor("input");
        List<Tensor> signals = new ArrayList<>();
        Stream stream = model.stream();
        for (int signal = 0; signal < input.size(0); signal++) {
            stream.reset();
            signals.add(stepped(stream, input.select(0, signal)).unsqueeze(0));
            assertThat(stream.finish(new float[0], 0)).isZero();
        }
        Tensor streamed = Tensor.cat(signals, 0);
        assertThat(streamed.equal(model.forward(input))).isTrue();
        assertThat(streamed.allClose(io.tensor("stream_output"), TOLERANCE, TOLERANCE))
                .isTrue();
        assertThat(streamed.allClose(io.tensor("output"), TOLERANCE, TOLERANCE)).isTrue();
    }

    /// @param input `[channels, samples]`
    private static Tensor stepped(Stream stream, Tensor input) {
        int samples = input.size(1);
        float[] out = new float[stream.outChannels()];
        Tensor output = Tensor.zeros(out.length, samples);
        for (int i = 0; i < samples; i++) {
            assertThat(stream.push(input.select(1, i).floats(), 0, 1, out, 0)).isEqualTo(1);
            for (int c = 0; c < out.length; c++) {
                output.floats()[c * samples + i] = out[c];
            }
        }
        return output;
    }

    private static Safetensors read(String name) throws IOException {
        try (InputStream file = StreamGoldenTest.class.getResourceAsStream("/golden/models/" + name + ".safetensors")) {
            return Safetensors.parse(file.readAllBytes());
        }
    }
}
