package tapline.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tapline.formats.FormatException;
import tapline.nn.BatchNorm1d;
import tapline.nn.Conv1d;
import tapline.nn.Flatten;
import tapline.nn.Linear;
import tapline.nn.Module;
import tapline.nn.ReLU;
import tapline.nn.Sequential;
import tapline.tensor.Generator;
import tapline.tensor.GradMode;
import tapline.tensor.Tensor;

/// Networks that are written and read again give the same outputs, for other batches and lengths too.
class ExportTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("tapline.onnx.ExportedNetworks#all")
    void writtenAndReadAgain(ExportedNetworks.Network network) throws IOException {
        Module module = network.module();
        OnnxModel model = OnnxModel.parse(OnnxModel.toBytes(module, "x", network.shape()), "x");
        Generator generator = new Generator(7);
        int[] shape = network.shape().clone();
        for (int batch = 1; batch <= 3; batch++) {
            shape[0] = batch;
            boolean anyLength = model.inputs().getFirst().sizes().orElseThrow().contains("length");
            shape[shape.length - 1] += anyLength ? 5 : 0;
            assertSame(module, model, generator.randn(shape));
        }
        assertThat(model.inputs().getFirst().sizes().orElseThrow().contains("length"))
                .isEqualTo(network.anyLength());
    }

    private static void assertSame(Module module, OnnxModel model, Tensor input) {
        Tensor expected = GradMode.noGrad(() -> module.forward(input));
        Tensor output = model.forward(input);
        assertThat(output.shape()).isEqualTo(expected.shape());
        assertThat(output.allClose(expected, 1e-4, 1e-5)).isTrue();
    }

    @Test
    void weightsKeepTheirNames() throws IOException {
        Module module = Sequential.of(
                Conv1d.of(1, 2, 3).build(),
                new ReLU(),
                new Flatten(),
                Linear.of(16, 2).build());
        Path path = folder.resolve("net.onnx");
        OnnxModel.write(module, path, 1, 1, 10);
        OnnxModel model = OnnxModel.read(path);
        assertThat(model.stateDict()).containsOnlyKeys(module.stateDict().keySet());
        assertThat(model.inputs()).hasToString("[input tensor(float) [batch, 1, 10]]");
        assertThat(model.outputs()).hasToString("[output tensor(float) [batch, 2]]");
    }

    @Test
    void whatCannotBeWrittenLeavesNoFile() {
        Path path = folder.resolve("net.onnx");
        Module own = new Module() {
            @Override
            public Tensor forward(Tensor input) {
                return input;
            }
        };
        assertThatThrownBy(() -> OnnxModel.write(Sequential.of(own), path, 1, 1, 10))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("net.onnx: no way is known to write layer '0'");
        assertThatThrownBy(() -> OnnxModel.write(BatchNorm1d.of(2).build(), path, 1, 2, 10))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("eval()");
        assertThat(Files.exists(path)).isFalse();
    }
}
