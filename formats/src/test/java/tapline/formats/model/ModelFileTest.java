package tapline.formats.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tapline.formats.FormatException;
import tapline.formats.StateDict;
import tapline.nn.BatchNorm1d;
import tapline.nn.Conv1d;
import tapline.nn.Dropout;
import tapline.nn.Module;
import tapline.nn.Sequential;
import tapline.tensor.Generator;
import tapline.tensor.Tensor;

class ModelFileTest {
    private static final String CONV =
            "{\"type\": \"Conv1d\", \"in_channels\": 1, \"out_channels\": 4, \"kernel_size\": 3}";

    @TempDir
    private Path folder;

    private static Module net() {
        Generator generator = new Generator(3);
        return Sequential.of(
                        Conv1d.of(1, 4, 3).generator(generator).build(),
                        BatchNorm1d.of(4).build(),
                        new Dropout(0.5))
                .eval();
    }

    @Test
    void aNetworkComesBackAndIsInUse() throws IOException {
        Module net = net();
        Path file = folder.resolve("net.safetensors");
        ModelFile.write(net, file);

        Module again = ModelFile.read(file);

        assertThat(again.isTraining()).isFalse();
        assertThat(again).hasToString(net.toString());
        Tensor input = Tensor.ones(1, 1, 9);
        assertThat(again.forward(input).equal(net.forward(input))).isTrue();
        assertThat(StateDict.read(file).metadata()).containsOnlyKeys("tapline.architecture");
    }

    @Test
    void weightsAloneNeedADescription() throws IOException {
        Module net = Conv1d.of(1, 4, 3).build();
        Path weights = folder.resolve("weights.pt");
        StateDict.of(net.stateDict()).write(weights);
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> ModelFile.read(weights))
                .withMessageContaining("weights.pt: expected a network with its architecture");

        Path json = Files.writeString(folder.resolve("conv.json"), CONV);
        Tensor input = Tensor.ones(1, 1, 9);
        assertThat(ModelFile.read(weights, json).forward(input).equal(net.forward(input)))
                .isTrue();
    }

    @Test
    void theWeightsOfAnotherNetworkAreRefused() throws IOException {
        Path weights = folder.resolve("weights.safetensors");
        StateDict.of(Map.of("weight", Tensor.ones(4, 1, 5), "extra", Tensor.ones(1)))
                .write(weights);
        Path json = Files.writeString(folder.resolve("conv.json"), CONV);
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> ModelFile.read(weights, json))
                .withMessageContaining("weights.safetensors: Error(s) in loading state_dict for Conv1d: Missing")
                .withMessageContaining("\"bias\"")
                .withMessageContaining("\"extra\"")
                .withMessageContaining("([4, 1, 5])")
                .withMessageNotContaining("\n");
    }

    @Test
    void aDamagedArchitectureIsNamedWithItsFile() throws IOException {
        Path file = folder.resolve("net.safetensors");
        StateDict.of(net().stateDict())
                .withMetadata(Map.of(ModelFile.ARCHITECTURE, "{\"type\": \"Conv2d\"}"))
                .write(file);
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> ModelFile.read(file))
                .withMessageContaining("net.safetensors: tapline.architecture: type: expected one of Conv1d, ");
    }

    @Test
    void anArchitectureThatIsFarLargerThanTheWeightsIsNotMade() throws IOException {
        Path file = folder.resolve("net.safetensors");
        String json = "{\"type\": \"Linear\", \"in_features\": 2000, \"out_features\": 1000}";
        StateDict.of(net().stateDict())
                .withMetadata(Map.of(ModelFile.ARCHITECTURE, json))
                .write(file);
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> ModelFile.read(file))
                .withMessageContaining("tapline.architecture: expected at most")
                .withMessageContaining("but [1000, 2000] are more");
    }

    @Test
    void noOtherFormatHoldsTheArchitecture() {
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> ModelFile.write(net(), folder.resolve("net.pt")))
                .withMessageContaining("expected a name that ends in .safetensors");
        assertThat(folder).isEmptyDirectory();
    }
}
