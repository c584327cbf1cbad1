package tapline.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tapline.GradCheck;
import tapline.shape.Interpolation;
import tapline.shape.InterpolationMode;
import tapline.shape.PoolOptions;
import tapline.shape.Shape;
import tapline.tensor.Compute;
import tapline.tensor.DType;
import tapline.tensor.Generator;
import tapline.tensor.Tensor;

/// What holds for every layer: the shape of its result, its gradients, that threads change no bit, and that its
/// state can be taken to another of its kind. A class that is not in the catalogue fails.
public class AllLayersTest {
    AllLayersTest() {}

    /// Every layer, with the shapes of an input and its result; the first size is the batch.
    public static Stream<Entry> catalogue() {
        return Stream.of(simpleLayers(), poolsAndNorms(), blocks()).flatMap(entries -> entries);
    }

    private static Stream<Entry> blocks() {
        return Stream.of(
                layer(
                        (t, g) -> TemporalBlock.of(2, 3, 3)
                                .dilation(2)
                                .dtype(t)
                                .generator(g)
                                .build(),
                        in(2, 2, 9),
                        out(2, 3, 9)),
                layer(
                        (t, g) -> TemporalConvNet.of(2, 5)
                                .channels(3, 3, 4)
                                .kernelSize(3)
                                .dtype(t)
                                .generator(g)
                                .build(),
                        in(2, 2, 9),
                        out(2, 5, 9)),
                layer(
                        (t, g) -> TemporalConvNet.of(2)
                                .channels(3)
                                .weightNorm(false)
                                .dtype(t)
                                .generator(g)
                                .build(),
                        in(2, 2, 9),
                        out(2, 3, 9)),
                layer(
                        (t, g) -> WaveNetBlock.of(2, 3, 2)
                                .dilation(2)
                                .dtype(t)
                                .generator(g)
                                .build(),
                        in(2, 2, 9),
                        out(2, 5, 9)),
                layer(
                        (t, g) -> WaveNet.of(2, 4)
                                .channels(3)
                                .skipChannels(3)
                                .layers(2)
                                .stacks(2)
                                .dtype(t)
                                .generator(g)
                                .build(),
                        in(2, 2, 9),
                        out(2, 4, 9)),
                layer(
                        (t, g) -> InceptionBlock.of(3, 2)
                                .bottleneck(2)
                                .kernelSizes(3, 4, 7)
                                .dtype(t)
                                .generator(g)
                                .build(),
                        in(2, 3, 9),
                        out(2, 8, 9)),
                layer(
                        (t, g) -> InceptionBlock.of(3, 2)
                                .bottleneck(0)
                                .kernelSizes(3)
                                .residual(false)
                                .classes(5)
                                .dtype(t)
                                .generator(g)
                                .build(),
                        in(2, 3, 9),
                        out(2, 5)),
                layer(
                        (t, g) -> M5.of(1, 3)
                                .channels(2, 2)
                                .pools(2, 2)
                                .kernelSize(4)
                                .stride(2)
                                .dtype(t)
                                .generator(g)
                                .build(),
                        in(2, 1, 24),
                        out(2, 1, 3)));
    }

    private static Stream<Entry> poolsAndNorms() {
        return Stream.of(
                layer((t, g) -> MaxPool1d.of(PoolOptions.of(3).stride(2).padding(1)), in(2, 2, 9), out(2, 2, 5)),
                layer((t, g) -> AvgPool1d.of(PoolOptions.of(3).stride(2).padding(1)), in(2, 2, 9), out(2, 2, 5)),
                layer((t, g) -> AdaptiveMaxPool1d.of(4), in(2, 2, 9), out(2, 2, 4)),
                layer((t, g) -> AdaptiveAvgPool1d.of(4), in(2, 2, 9), out(2, 2, 4)),
                layer((t, g) -> Upsample.of(Interpolation.by(2)), in(2, 2, 9), out(2, 2, 18)),
                layer(
                        (t, g) -> Upsample.of(Interpolation.toSize(14).mode(InterpolationMode.LINEAR)),
                        in(2, 2, 9),
                        out(2, 2, 14)),
                layer((t, g) -> BatchNorm1d.of(3).dtype(t).build(), in(4, 3, 9), out(4, 3, 9)),
                layer((t, g) -> BatchNorm1d.of(3).dtype(t).build(), in(8, 3), out(8, 3)),
                layer((t, g) -> BatchNorm1d.of(3).dtype(t).build().eval(), in(4, 3, 9), out(4, 3, 9)),
                layer((t, g) -> InstanceNorm1d.of(3).affine(true).dtype(t).build(), in(2, 3, 9), out(2, 3, 9)),
                layer((t, g) -> GroupNorm.of(2, 4).dtype(t).build(), in(2, 4, 9), out(2, 4, 9)),
                layer((t, g) -> LayerNorm.of(3, 9).dtype(t).build(), in(2, 3, 9), out(2, 3, 9)),
                layer(
                        (t, g) -> Conv1d.of(2, 4, 3)
                                .weightNorm(true)
                                .dtype(t)
                                .generator(g)
                                .build(),
                        in(2, 2, 9),
                        out(2, 4, 7)),
                layer(
                        (t, g) -> ConvTranspose1d.of(2, 4, 3)
                                .weightNorm(true)
                                .dtype(t)
                                .generator(g)
                                .build(),
                        in(2, 2, 9),
                        out(2, 4, 11)));
    }

    private static Stream<Entry> simpleLayers() {
        return Stream.of(
                layer((t, g) -> Conv1d.of(2, 4, 3).dtype(t).generator(g).build(), in(2, 2, 9), out(2, 4, 7)),
                layer((t, g) -> CausalConv1d.of(2, 4, 3).dtype(t).generator(g).build(), in(2, 2, 9), out(2, 4, 9)),
                layer(
                        (t, g) -> ConvTranspose1d.of(2, 4, 3)
                                .dtype(t)
                                .generator(g)
                                .build(),
                        in(2, 2, 9),
                        out(2, 4, 11)),
                layer((t, g) -> new ReLU(), in(2, 3, 9), out(2, 3, 9)),
                layer((t, g) -> new ReLU6(), in(2, 3, 9), out(2, 3, 9)),
                layer((t, g) -> new LeakyReLU(), in(2, 3, 9), out(2, 3, 9)),
                layer((t, g) -> new ELU(), in(2, 3, 9), out(2, 3, 9)),
                layer((t, g) -> new SELU(), in(2, 3, 9), out(2, 3, 9)),
                layer((t, g) -> new SiLU(), in(2, 3, 9), out(2, 3, 9)),
                layer((t, g) -> new Mish(), in(2, 3, 9), out(2, 3, 9)),
                layer((t, g) -> new Sigmoid(), in(2, 3, 9), out(2, 3, 9)),
                layer((t, g) -> new LogSigmoid(), in(2, 3, 9), out(2, 3, 9)),
                layer((t, g) -> new Tanh(), in(2, 3, 9), out(2, 3, 9)),
                layer((t, g) -> new Softplus(), in(2, 3, 9), out(2, 3, 9)),
                layer((t, g) -> new Softsign(), in(2, 3, 9), out(2, 3, 9)),
                layer((t, g) -> new Hardswish(), in(2, 3, 9), out(2, 3, 9)),
                layer((t, g) -> new Hardtanh(), in(2, 3, 9), out(2, 3, 9)),
                layer((t, g) -> new GELU(), in(2, 3, 9), out(2, 3, 9)),
                layer((t, g) -> new Identity(), in(2, 3, 9), out(2, 3, 9)),
                layer((t, g) -> new GELU(GELU.Approximate.TANH), in(2, 3, 9), out(2, 3, 9)),
                layer((t, g) -> new PReLU(3, 0.25, t), in(2, 3, 9), out(2, 3, 9)),
                layer((t, g) -> new Softmax(1), in(2, 3, 9), out(2, 3, 9)),
                layer((t, g) -> new LogSoftmax(-1), in(2, 3, 9), out(2, 3, 9)),
                layer((t, g) -> new LogSoftmax(1), in(2, 3, 9), out(2, 3, 9)),
                layer((t, g) -> new GLU(1), in(2, 4, 9), out(2, 2, 9)),
                layer((t, g) -> new Dropout(0.5, g), in(2, 3, 9), out(2, 3, 9)),
                layer((t, g) -> new Flatten(), in(2, 3, 9), out(2, 27)),
                layer((t, g) -> Linear.of(9, 4).dtype(t).generator(g).build(), in(2, 3, 9), out(2, 3, 4)),
                layer((t, g) -> Sequential.of(conv(t, g), conv(t, g)), in(2, 3, 9), out(2, 3, 5)));
    }

    /// Classes that can't be applied, or that another network is made into.
    private static final Set<Class<?>> NOT_LISTED = Set.of(ModuleList.class, InferenceModule.class);

    /// Classes in which inference makes a batch norm part of a convolution, which changes its rounding.
    private static final Set<Class<?>> FOLDED = Set.of(M5.class, InceptionBlock.class);

    /// Elements of an input that several threads share.
    private static final int MANY = 1 << 18;

    /// Makes a layer whose parameters have this type and are drawn from this generator.
    public interface Maker {
        Module make(DType dtype, Generator generator);
    }

    public record Entry(Maker maker, Shape input, Shape output) {
        public Module make(DType dtype, long seed) {
            return maker.make(dtype, new Generator(seed));
        }

        @Override
        public String toString() {
            return make(DType.FLOAT32, 0).toString();
        }
    }

    private static Entry layer(Maker maker, Shape input, Shape output) {
        return new Entry(maker, input, output);
    }

    private static Shape in(int... sizes) {
        return Shape.of(sizes);
    }

    private static Shape out(int... sizes) {
        return Shape.of(sizes);
    }

    private static Module conv(DType dtype, Generator generator) {
        return Conv1d.of(3, 3, 3).dtype(dtype).generator(generator).build();
    }

    @Test
    void everyLayerIsInTheCatalogue() throws IOException, URISyntaxException {
        Set<Class<?>> listed = catalogue()
                .map(entry -> entry.make(DType.FLOAT32, 0).getClass())
                .collect(Collectors.toSet());
        assertThat(layers())
                .isNotEmpty()
                .allSatisfy(type -> assertThat(listed.contains(type) || NOT_LISTED.contains(type))
                        .as("%s is not in the catalogue of %s", type, AllLayersTest.class)
                        .isTrue());
    }

    @ParameterizedTest
    @MethodSource("catalogue")
    void theResultHasTheShapeAndTypeExpected(Entry entry) {
        for (DType dtype : DType.values()) {
            Tensor result = entry.make(dtype, 1).forward(random(entry.input()).to(dtype));
            assertThat(result.shape()).isEqualTo(entry.output());
            assertThat(result.dtype()).isEqualTo(dtype);
        }
    }

    @ParameterizedTest
    @MethodSource("catalogue")
    void gradientsAreThoseOfNumericDifferences(Entry entry) {
        // A layer that draws numbers while it runs draws the same ones each time.
        Generator generator = new Generator(1);
        Module module = entry.maker().make(DType.FLOAT64, generator);
        List<Tensor> leaves = new ArrayList<>();
        leaves.add(random(entry.input()).requiresGrad(true));
        module.parameters().forEach(parameter -> leaves.add(parameter.tensor()));
        GradCheck.checkLeaves(
                () -> {
                    generator.manualSeed(2);
                    return module.forward(leaves.getFirst());
                },
                leaves);
    }

    @ParameterizedTest
    @MethodSource("catalogue")
    void threadsChangeNoBit(Entry entry) {
        int[] sizes = entry.input().toArray();
        sizes[0] *= Math.ceilDiv(MANY, entry.input().elements());
        Tensor input = random(Shape.of(sizes)).to(DType.FLOAT32);
        List<float[]> alone = Compute.withThreads(1, () -> resultAndGradients(entry, input));
        List<float[]> shared = Compute.withThreads(2, () -> resultAndGradients(entry, input));
        for (int i = 0; i < alone.size(); i++) {
            // In bits: -0.0 is not 0.0.
            assertThat(Arrays.equals(alone.get(i), shared.get(i)))
                    .as("result, or gradient %d", i)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("catalogue")
    void aStateMakesAnotherLayerEqual(Entry entry) {
        Module module = entry.make(DType.FLOAT32, 1);
        Module other = entry.make(DType.FLOAT32, 2);
        Tensor input = random(entry.input()).to(DType.FLOAT32);
        module.forward(input);
        other.loadStateDict(module.stateDict());
        Map<String, Tensor> state = other.stateDict();
        assertThat(state.keySet()).containsExactlyElementsOf(module.stateDict().keySet());
        module.stateDict()
                .forEach((name, tensor) ->
                        assertThat(state.get(name).equal(tensor)).as(name).isTrue());
        assertThat(other.eval().forward(input).equal(module.eval().forward(input)))
                .isTrue();
    }

    /// Behind a layer whose result may be overwritten; with the memory of another call, too.
    @ParameterizedTest
    @MethodSource("catalogue")
    void inferenceDoesTheSame(Entry entry) {
        for (DType dtype : DType.values()) {
            Module both = Sequential.of(new Tanh(), entry.make(dtype, 1)).eval();
            Module inference = both.forInference();
            inference.forward(random(entry.input()).to(dtype));
            Tensor input = random(entry.input()).to(dtype);
            Tensor given = input.copy();
            Tensor expected = both.forward(input);
            Tensor actual = inference.forward(input);
            boolean isFolded = FOLDED.contains(entry.make(dtype, 1).getClass());
            assertThat(isFolded ? actual.allClose(expected, 1e-4, 1e-4) : actual.equal(expected))
                    .isTrue();
            assertThat(input.equal(given)).isTrue();
        }
    }

    private static List<float[]> resultAndGradients(Entry entry, Tensor input) {
        Module module = entry.make(DType.FLOAT32, 1);
        Tensor leaf = input.requiresGrad(true);
        Tensor result = module.forward(leaf);
        result.backward(random(result.shape()).to(DType.FLOAT32));
        List<float[]> all = new ArrayList<>(List.of(result.floats()));
        all.add(leaf.grad().orElseThrow().floats());
        module.parameters()
                .forEach(parameter -> all.add(parameter.grad().orElseThrow().floats()));
        return all;
    }

    /// Numbers that are beyond the bends of activations, too.
    private static Tensor random(Shape shape) {
        return GradCheck.random(shape.toArray()).mul(7);
    }

    private static List<Class<?>> layers() throws IOException, URISyntaxException {
        Path classes = Path.of(
                Module.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (Stream<Path> files = Files.list(classes.resolve("tapline/nn"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class") && !name.equals("package-info.class"))
                    .map(AllLayersTest::type)
                    .filter(type -> Module.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers()))
                    .toList();
        }
    }

    private static Class<?> type(String file) {
        try {
            return Class.forName("tapline.nn." + file.replace(".class", ""));
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
