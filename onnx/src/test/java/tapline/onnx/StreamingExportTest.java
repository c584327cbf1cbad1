package tapline.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import onnx.Onnx.ModelProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tapline.RandomCases;
import tapline.formats.FormatException;
import tapline.nn.AdaptiveAvgPool1d;
import tapline.nn.AvgPool1d;
import tapline.nn.BatchNorm1d;
import tapline.nn.CausalConv1d;
import tapline.nn.Conv1d;
import tapline.nn.ConvTranspose1d;
import tapline.nn.Module;
import tapline.nn.Sequential;
import tapline.nn.TemporalConvNet;
import tapline.shape.PaddingMode;
import tapline.shape.PoolOptions;
import tapline.shape.ShapeException;
import tapline.tensor.GradMode;
import tapline.tensor.Tensor;

/// A network that is written as one step of a stream gives, step by step, what it gives for the whole signal.
class StreamingExportTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("tapline.onnx.SteppedNetworks#all")
    void stepsGiveWhatTheWholeGives(SteppedNetworks.Network network) throws IOException {
        SplittableRandom random = new SplittableRandom(5);
        for (int chunk : new int[] {1, 2, 5, 16}) {
            int frames = check(random, network, network.stride() * chunk, 6 + 96 / chunk);
            assertThat(frames).isGreaterThan(80);
        }
    }

    @Test
    void noFrameComesLaterThanInAStream() throws IOException {
        for (Module module : List.of(
                TemporalConvNet.of(1).channels(2, 2).build(),
                Conv1d.of(1, 1, 9).padding(3).build(),
                Sequential.of(
                        Conv1d.of(1, 1, 4).padding(1).dilation(2).build(),
                        Conv1d.of(1, 1, 3).padding(2).build(),
                        Conv1d.of(1, 1, 2).build()))) {
            module.eval();
            assertThat(delay(OnnxModel.toStreamingBytes(module, "x", 4)))
                    .isEqualTo((int) module.streamPlan().latency());
        }
    }

    @Test
    void soDoThoseOfRandomNetworks() {
        RandomCases.forEach(300, random -> {
            SteppedNetworks.Network network = SteppedNetworks.random(random);
            try {
                check(random, network, network.stride() * random.nextInt(1, 9), random.nextInt(1, 20));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /// The frames are those of the network, and in every bit those of the model that is written for whole signals.
    ///
    /// @return how many frames were compared
    private static int check(SplittableRandom random, SteppedNetworks.Network network, int chunk, int steps)
            throws IOException {
        Module module = network.module();
        byte[] bytes = OnnxModel.toStreamingBytes(module, "x", chunk);
        OnnxModel model = OnnxModel.parse(bytes, "x");
        Tensor signal = SteppedNetworks.signal(random, network.channels(), chunk * steps);
        Tensor all = SteppedNetworks.run(model.inputs(), model::run, signal);
        int delay = Math.min(delay(bytes), all.size(2));
        Tensor expected;
        try {
            expected = GradMode.noGrad(() -> module.forward(signal));
        } catch (ShapeException e) {
            // The signal is too short for the whole network.
            return 0;
        }
        Tensor whole = OnnxModel.parse(
                        OnnxModel.toBytes(module, "x", signal.shape().toArray()), "x")
                .forward(signal);
        int frames = Math.min(expected.size(2), all.size(2) - delay);
        Tensor output = all.slice(2, delay, delay + frames);
        assertThat(output.equal(whole.slice(2, 0, frames)))
                .as("chunks of %d frames, %s", chunk, module)
                .isTrue();
        assertThat(output.allClose(expected.slice(2, 0, frames), 1e-5, 1e-6)).isTrue();
        return frames;
    }

    private static int delay(byte[] bytes) throws IOException {
        ModelProto proto = ModelProto.parseFrom(bytes);
        assertThat(proto.getMetadataProps(0).getKey()).isEqualTo(OnnxModel.DELAY);
        return Integer.parseInt(proto.getMetadataProps(0).getValue());
    }

    @Test
    void eachLayerThatRemembersHasAState() throws IOException {
        Module net = TemporalConvNet.of(1, 2).channels(3).kernelSize(4).build().eval();
        Path path = folder.resolve("step.onnx");
        OnnxModel.writeStreaming(net, path, 16);
        OnnxModel model = OnnxModel.read(path);
        assertThat(model.inputs())
                .hasToString("[x tensor(float) [1, 1, 16], network.0.conv1.state tensor(float) [1, 1, 3], "
                        + "network.0.conv2.state tensor(float) [1, 3, 3]]");
        assertThat(model.outputs())
                .hasToString("[y tensor(float) [1, 2, 16], network.0.conv1.state_out tensor(float) [1, 1, 3], "
                        + "network.0.conv2.state_out tensor(float) [1, 3, 3]]");
        assertThat(delay(OnnxModel.toStreamingBytes(net, "x", 16))).isZero();
    }

    @Test
    void whatCannotBeWrittenIsNamedAndLeavesNoFile() {
        Conv1d first = Conv1d.of(1, 2, 3).build();
        refused(Sequential.of(first, AdaptiveAvgPool1d.of(1)), 4, "1: AdaptiveAvgPool1d", "length of the signal");
        refused(Sequential.of(first, ConvTranspose1d.of(2, 2, 3).build()), 4, "layer '1' (ConvTranspose1d)", "overlap");
        Conv1d replicate =
                Conv1d.of(2, 2, 3).padding(1).paddingMode(PaddingMode.REPLICATE).build();
        refused(Sequential.of(first, replicate), 4, "layer '1' (Conv1d)", "expected padding_mode='zeros'");
        PoolOptions pool = PoolOptions.of(3).padding(1).countIncludePad(false);
        refused(Sequential.of(first, AvgPool1d.of(pool)), 6, "layer '1' (AvgPool1d)", "count_include_pad=True");
        Module strided = Sequential.of(first, CausalConv1d.of(2, 2, 3).stride(3).build());
        refused(strided, 16, "layer '1.conv1d' (Conv1d) a multiple of 3 frames", "but it gets 16");
        refused(first, 0, "expected a chunk of at least 1 frame, but got 0");
        Module training = Sequential.of(first, BatchNorm1d.of(2).build()).train();
        assertThatThrownBy(() -> OnnxModel.toStreamingBytes(training, "x", 4))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("eval()");
    }

    private void refused(Module module, int chunk, String... message) {
        Path path = folder.resolve("step.onnx");
        assertThatThrownBy(() -> OnnxModel.writeStreaming(module.eval(), path, chunk))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith(path.toString())
                .hasMessageContainingAll(message);
        assertThat(Files.exists(path)).isFalse();
    }
}
