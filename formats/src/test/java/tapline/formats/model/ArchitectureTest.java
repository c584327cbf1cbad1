package tapline.formats.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tapline.RandomCases;
import tapline.formats.FormatException;
import tapline.nn.AllLayersTest;
import tapline.nn.BatchNorm1d;
import tapline.nn.CausalConv1d;
import tapline.nn.Conv1d;
import tapline.nn.GroupNorm;
import tapline.nn.InstanceNorm1d;
import tapline.nn.LayerNorm;
import tapline.nn.Module;
import tapline.nn.ReLU;
import tapline.nn.Sequential;
import tapline.nn.Softplus;
import tapline.nn.TemporalConvNet;
import tapline.nn.Upsample;
import tapline.nn.WaveNet;
import tapline.shape.CausalAlignment;
import tapline.shape.ConvAlgorithm;
import tapline.shape.Interpolation;
import tapline.shape.InterpolationMode;
import tapline.shape.Padding;
import tapline.shape.PaddingMode;
import tapline.tensor.DType;
import tapline.tensor.Generator;
import tapline.tensor.Tensor;

class ArchitectureTest {
    private static final String NET = """
            {
              "type": "Sequential",
              "layers": [
                {"type": "Conv1d", "in_channels": 1, "out_channels": 8, "kernel_size": 5, "dilation": 2},
                {"type": "ReLU"},
                {
                  "type": "Sequential",
                  "layers": [
                    {"type": "MaxPool1d", "kernel_size": 2}
                  ]
                },
                {"type": "TemporalConvNet", "in_channels": 8, "out_channels": 3, "channels": [6, 6, 8]}
              ]
            }""";

    @TempDir
    private Path folder;

    /// Layers whose options are not those of the catalogue.
    static Stream<Module> choices() {
        return Stream.of(
                Conv1d.of(4, 6, 3).stride(2).padding(Padding.of(1, 4)).groups(2).build(),
                Conv1d.of(4, 6, 3).padding(Padding.SAME).bias(false).build(),
                Conv1d.of(4, 6, 3).padding(Padding.VALID).build(),
                Conv1d.of(4, 6, 3).stride(2).padding(Padding.STRIDED_SAME).build(),
                Conv1d.of(4, 6, 3)
                        .padding(Padding.causal(CausalAlignment.FIRST_OF_STRIDE))
                        .build(),
                Conv1d.of(4, 6, 3)
                        .padding(Padding.causal(CausalAlignment.LAST_OF_STRIDE))
                        .build(),
                Conv1d.of(4, 6, 3)
                        .padding(2)
                        .paddingMode(PaddingMode.REFLECT)
                        .algorithm(ConvAlgorithm.AUTO)
                        .build(),
                CausalConv1d.of(4, 6, 3)
                        .stride(2)
                        .alignment(CausalAlignment.LAST_OF_STRIDE)
                        .algorithm(ConvAlgorithm.FFT)
                        .build(),
                BatchNorm1d.of(3).momentum(null).eps(1e-3).affine(false).build(),
                BatchNorm1d.of(3)
                        .momentum(0.3)
                        .affine(false)
                        .trackRunningStats(false)
                        .build(),
                InstanceNorm1d.of(3).trackRunningStats(true).momentum(0.2).build(),
                GroupNorm.of(1, 3).affine(false).build(),
                LayerNorm.of(7).affine(false).eps(1e-6).build(),
                new Softplus(2, 10),
                Upsample.of(Interpolation.by(1.5).mode(InterpolationMode.LINEAR).alignCorners(true)),
                Upsample.of(Interpolation.toSize(7).mode(InterpolationMode.NEAREST_EXACT)),
                WaveNet.of(1, 2).channels(2).skipChannels(3).layers(1).stacks(3).build(),
                WaveNet.of(1, 2).channels(2).skipChannels(3).build(),
                TemporalConvNet.of(1)
                        .channels(3)
                        .kernelSize(1)
                        .dropout(0.1)
                        .weightNorm(false)
                        .build());
    }

    @ParameterizedTest
    @MethodSource("tapline.nn.AllLayersTest#catalogue")
    void everyLayerComesBack(AllLayersTest.Entry entry) throws IOException {
        for (DType dtype : DType.values()) {
            Module module = entry.make(dtype, 1).eval();
            Module again = comesBack(module).eval();
            again.loadStateDict(module.stateDict());
            Tensor input = Tensor.full(0.5, dtype, entry.input().toArray());
            assertThat(again.forward(input).equal(module.forward(input))).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("choices")
    void everyChoiceComesBack(Module module) throws IOException {
        comesBack(module);
    }

    private static Module comesBack(Module module) throws IOException {
        String json = Architecture.describe(module);
        Module again = parse(json);
        assertThat(again).hasToString(module.toString());
        assertThat(Architecture.describe(again)).isEqualTo(json);
        assertThat(again.stateDict().keySet())
                .containsExactlyElementsOf(module.stateDict().keySet());
        again.stateDict().forEach((name, tensor) -> {
            assertThat(tensor.shape()).isEqualTo(module.stateDict().get(name).shape());
            assertThat(tensor.dtype()).isEqualTo(module.stateDict().get(name).dtype());
        });
        return again;
    }

    @Test
    void whatIsReadIsWrittenAgain() throws IOException {
        Path file = Files.writeString(folder.resolve("net.json"), NET);
        assertThat(Architecture.describe(Architecture.read(file))).isEqualTo(NET);
    }

    @Test
    void initialWeightsAreThoseOfTheGenerator() throws IOException {
        String json = "{\"type\": \"Conv1d\", \"in_channels\": 1, \"out_channels\": 2, \"kernel_size\": 3}";
        Module read = Architecture.parse(json, "net", new Generator(5));
        Conv1d made = Conv1d.of(1, 2, 3).generator(new Generator(5)).build();
        assertThat(read.stateDict().get("weight").equal(made.weight().tensor())).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"kernel_size\": 5 | \"kernel_size\": \"five\" "
                        + "| layers[0].kernel_size: expected a whole number, but got \"five\"",
                "\"kernel_size\": 5 | \"kernel_size\": 2.5 "
                        + "| layers[0].kernel_size: expected a whole number, but got 2.5",
                "\"kernel_size\": 5 | \"kernel_size\": 5000000000 "
                        + "| layers[0].kernel_size: expected a whole number, but got 5000000000",
                "\"kernel_size\": 5, | `` "
                        + "| layers[0]: expected a whole number for \"kernel_size\", but it is missing",
                "\"dilation\": 2 | \"dilaton\": 2 | layers[0]: unknown parameter \"dilaton\": expected one of "
                        + "in_channels, out_channels, kernel_size, stride, dilation, groups,",
                "\"dilation\": 2 | \"groups\": 3 | layers[0]: in_channels must be divisible by groups",
                "\"dilation\": 2 | \"padding\": \"full\" | layers[0].padding: expected a whole number, [left, right], "
                        + "or one of causal, causal_last_of_stride, same, strided_same, valid, but got \"full\"",
                "\"dilation\": 2 | \"padding_mode\": \"mirror\" | layers[0].padding_mode: expected one of zeros, "
                        + "reflect, replicate, circular, but got \"mirror\"",
                "\"dilation\": 2 | \"bias\": 1 | layers[0].bias: expected true or false, but got 1",
                "\"dilation\": 2 | \"dtype\": \"int8\" | layers[0].dtype: expected \"float32\" or \"float64\"",
                "\"ReLU\" | \"Relu\" | layers[1].type: expected one of Conv1d, CausalConv1d,",
                "\"ReLU\" | \"ReLU\", \"inplace\": true | layers[1]: unknown parameter \"inplace\": expected none",
                "{\"type\": \"ReLU\"} | 7 | layers[1]: expected a layer, as {\"type\": \"ReLU\"}, but got 7",
                "\"MaxPool1d\", | \"MaxPool1d\" | line 9: expected JSON",
                "\"MaxPool1d\" | \"Softmax\" | layers[2].layers[0]: expected a whole number for \"dim\"",
                "[6, 6, 8] | [6, \"6\"] | layers[3].channels: expected a list of whole numbers, but got [6, \"6\"]",
                "[6, 6, 8] | [] | layers[3]: expected channels for 1 to 30 blocks, but got 0",
                "\"dilation\": 2 | \"kernel_size\": 2 | line 4: expected JSON: Duplicate field 'kernel_size'",
            })
    void whatIsWrongIsNamedByItsPlace(String part, String wrong, String problem) {
        assertThat(NET).contains(part);
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> parse(NET.replace(part, wrong)))
                .withMessageStartingWith("net.json: " + problem);
    }

    @Test
    void whatIsNoNetworkIsRefused() {
        for (String json : new String[] {"", "[]", "{}", "null", "{\"type\": 3}", "{", "{\"type\": \"ReLU\"} 1"}) {
            assertThatExceptionOfType(FormatException.class)
                    .as(json)
                    .isThrownBy(() -> parse(json))
                    .withMessageStartingWith("net.json: ");
        }
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> Architecture.read(folder.resolve("missing.json")))
                .withMessageEndingWith("missing.json: there is no such file");
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> Architecture.read(folder))
                .withMessageContaining("expected a file, but this is a directory");
    }

    @Test
    void damagedTextIsRefusedOrRead() {
        RandomCases.forEach(2000, random -> {
            String json = damaged(NET, random);
            // Larger numbers than these are large networks, which nobody refuses.
            if (!json.matches("(?s).*\\d{3}.*")) {
                try {
                    comesBack(parse(json));
                } catch (FormatException e) {
                    assertThat(e).hasMessageStartingWith("net.json: ");
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            }
        });
    }

    private static String damaged(String text, SplittableRandom random) {
        StringBuilder damaged = new StringBuilder(text);
        for (int edits = random.nextInt(1, 4); edits > 0; edits--) {
            int at = random.nextInt(damaged.length());
            char other = "{}[]\",:0189-e. ntR".charAt(random.nextInt(18));
            switch (random.nextInt(4)) {
                case 0 -> damaged.setCharAt(at, other);
                case 1 -> damaged.insert(at, other);
                case 2 -> damaged.deleteCharAt(at);
                default -> damaged.setLength(Math.max(1, at));
            }
        }
        return damaged.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type': 'Conv1d', 'in_channels': 40000, 'out_channels': 40000, 'kernel_size': 1}",
                "{'type': 'ConvTranspose1d', 'in_channels': 8, 'out_channels': 8, 'kernel_size': 30000000}",
                "{'type': 'Linear', 'in_features': 40000, 'out_features': 40000}",
                "{'type': 'LayerNorm', 'normalized_shape': [2000000000]}",
                "{'type': 'BatchNorm1d', 'num_features': 1000000000, 'affine': false}",
                "{'type': 'PReLU', 'num_parameters': 2000000000}",
                "{'type': 'TemporalConvNet', 'in_channels': 1, 'channels': [20000, 20000]}"
            })
    void moreWeightsThanThereIsMemoryForAreNotMade(String json) {
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> parse(json.replace('\'', '"')))
                .withMessageStartingWith("net.json: expected at most 268435456 elements of parameters in all, but [");
    }

    @Test
    void modulesOfOthersAreNotDescribed() {
        Module other = new Module() {
            @Override
            public Tensor forward(Tensor input) {
                return input;
            }
        };
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Architecture.describe(Sequential.of(new ReLU(), other)))
                .withMessageContaining("expected layers of [Conv1d, ")
                .withMessageContaining("ArchitectureTest");
    }

    private static Module parse(String json) throws IOException {
        return Architecture.parse(json, "net.json", new Generator(1));
    }
}
