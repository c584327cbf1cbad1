package tapline.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tapline.tensor.DType;
import tapline.tensor.Generator;
import tapline.tensor.Init;
import tapline.tensor.Init.Fan;
import tapline.tensor.Init.Nonlinearity;
import tapline.tensor.Tensor;

/// The generator's numbers are PyTorch's: bit for bit, but for the normal numbers that come in blocks of 16.
class RngGoldenTest {
    /// Modules and initialisers that draw nothing.
    private static final Set<String> SILENT = Set.of(
            "BatchNorm1d",
            "PReLU",
            "LayerNorm",
            "GroupNorm",
            "ReLU",
            "MaxPool1d",
            "Flatten",
            "constant_",
            "zeros_",
            "dirac_");

    @Test
    void numbersAreThoseOfPyTorch() {
        GoldenGroups.check("rng", golden -> {
            assumeFalse(golden.json().has("changed_later"), "newer PyTorch differs");
            Generator generator = new Generator(golden.json().get("seed").longValue());
            JsonNode calls = golden.json().get("calls");
            for (int i = 0; i < calls.size(); i++) {
                call(golden, Integer.toString(i), calls.get(i), generator);
            }
        });
    }

    /// Makes one call and compares; an unknown one ends the case, since all numbers after it would be others.
    private static void call(GoldenCase golden, String index, JsonNode call, Generator generator) {
        String name = call.get(0).asText();
        String value = index + ".value";
        switch (name) {
            case "rand" -> same(golden, value, generator.rand(dtype(call.get(2)), ints(call.get(1))));
            case "randn" -> normal(golden, value, 1, generator.randn(dtype(call.get(2)), ints(call.get(1))));
            case "uniform_" ->
                same(
                        golden,
                        value,
                        generator.uniform(
                                call.get(2).asDouble(), call.get(3).asDouble(), dtype(call.get(4)), ints(call.get(1))));
            case "normal_" -> {
                double mean = call.get(2).asDouble();
                double std = call.get(3).asDouble();
                Tensor drawn = generator.normal(mean, std, dtype(call.get(4)), ints(call.get(1)));
                normal(golden, value, Math.abs(mean) + std, drawn);
            }
            case "randperm" ->
                assertThat(Arrays.stream(generator.randperm(call.get(1).asInt()))
                                .asLongStream())
                        .as(value)
                        .containsExactly(box(golden.longs(value)));
            case "randint" ->
                assertThat(generator.randint(
                                call.get(1).asLong(),
                                call.get(2).asLong(),
                                call.get(3).get(0).asInt()))
                        .as(value)
                        .isEqualTo(golden.longs(value));
            case "manual_seed" -> generator.manualSeed(call.get(1).asLong());
            case "random_split" -> split(golden, index, ints(call.get(1)), generator);
            case "module" -> module(golden, index, call.get(1).asText(), call.get(2), generator);
            case "sequential" -> {
                for (int i = 0; i < call.get(1).size(); i++) {
                    JsonNode module = call.get(1).get(i);
                    module(golden, index + "." + i, module.get(0).asText(), module.get(1), generator);
                }
            }
            case "init" -> init(golden, value, call, generator);
            default -> notCovered(name);
        }
    }

    private static void module(GoldenCase golden, String index, String type, JsonNode args, Generator generator) {
        DType dtype = dtype(args.path("dtype"));
        int in = args.path("in_channels").asInt();
        int out = args.path("out_channels").asInt();
        int k = args.path("kernel_size").asInt();
        int groups = args.path("groups").asInt(1);
        int outFeatures = args.path("out_features").asInt();
        switch (type) {
            case "Conv1d" -> layer(golden, index, generator, dtype, out, out, in / groups, k);
            case "ConvTranspose1d" -> layer(golden, index, generator, dtype, out, in, out / groups, k);
            case "Linear" ->
                layer(
                        golden,
                        index,
                        generator,
                        dtype,
                        outFeatures,
                        outFeatures,
                        args.path("in_features").asInt());
            case "Embedding" ->
                normal(
                        golden,
                        index + ".weight",
                        1,
                        generator.randn(
                                args.get("num_embeddings").asInt(),
                                args.get("embedding_dim").asInt()));
            default -> silentOrNotCovered(type);
        }
    }

    private static void layer(
            GoldenCase golden, String index, Generator generator, DType dtype, int biasSize, int... weightShape) {
        Tensor weight = Init.defaultWeight(generator, dtype, weightShape);
        same(golden, index + ".weight", weight);
        if (golden.has(index + ".bias")) {
            same(golden, index + ".bias", Init.defaultBias(generator, weight, biasSize));
        }
    }

    private static void init(GoldenCase golden, String value, JsonNode call, Generator generator) {
        String name = call.get(1).asText();
        int[] shape = ints(call.get(2));
        JsonNode args = call.get(3);
        double gain = args.path("gain").asDouble(1);
        double slope = args.path("a").asDouble(0);
        Fan fan = args.path("mode").asText().equals("fan_out") ? Fan.OUT : Fan.IN;
        Nonlinearity nonlinearity =
                args.path("nonlinearity").asText().equals("relu") ? Nonlinearity.RELU : Nonlinearity.LEAKY_RELU;
        DType f32 = DType.FLOAT32;
        switch (name) {
            case "uniform_" -> same(golden, value, Init.uniform(generator, 0, 1, f32, shape));
            case "normal_" -> normal(golden, value, 1, Init.normal(generator, 0, 1, f32, shape));
            case "xavier_uniform_" -> same(golden, value, Init.xavierUniform(generator, gain, f32, shape));
            case "xavier_normal_" -> normal(golden, value, 1, Init.xavierNormal(generator, gain, f32, shape));
            case "kaiming_uniform_" ->
                same(golden, value, Init.kaimingUniform(generator, slope, fan, nonlinearity, f32, shape));
            case "kaiming_normal_" ->
                normal(golden, value, 1, Init.kaimingNormal(generator, slope, fan, nonlinearity, f32, shape));
            default -> silentOrNotCovered(name);
        }
    }

    private static void split(GoldenCase golden, String index, int[] lengths, Generator generator) {
        int[] order = generator.randperm(Arrays.stream(lengths).sum());
        int start = 0;
        for (int part = 0; part < lengths.length; part++) {
            int[] expected = Arrays.stream(golden.longs(index + ".part" + part))
                    .mapToInt(Math::toIntExact)
                    .toArray();
            assertThat(Arrays.copyOfRange(order, start, start + lengths[part])).isEqualTo(expected);
            start += lengths[part];
        }
    }

    private static void silentOrNotCovered(String name) {
        if (!SILENT.contains(name)) {
            notCovered(name);
        }
    }

    private static void notCovered(String name) {
        abort("checked up to " + name + ", which is not covered");
    }

    private static void same(GoldenCase golden, String name, Tensor actual) {
        Tensor expected = golden.tensor(name);
        assertThat(actual.equal(expected))
                .as("%s: %s instead of %s", name, actual, expected)
                .isTrue();
    }

    private static void normal(GoldenCase golden, String name, double scale, Tensor actual) {
        if (actual.shape().elements() < 16) {
            same(golden, name, actual);
            return;
        }
        Tensor expected = golden.tensor(name);
        double tolerance = actual.dtype() == DType.FLOAT32 ? 2e-7 : 1e-15;
        assertThat(actual.allClose(expected, tolerance, tolerance * scale))
                .as("%s: %s instead of %s", name, actual, expected)
                .isTrue();
    }

    private static DType dtype(JsonNode name) {
        return name.asText().equals("float64") ? DType.FLOAT64 : DType.FLOAT32;
    }

    private static int[] ints(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .mapToInt(JsonNode::asInt)
                .toArray();
    }

    private static Long[] box(long[] values) {
        return Arrays.stream(values).boxed().toArray(Long[]::new);
    }
}
