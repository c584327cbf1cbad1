package tapline.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tapline.RandomCases;
import tapline.shape.Shape;
import tapline.tensor.DTypeException;
import tapline.tensor.Tensor;

class StateDictTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"a.safetensors", "a.npz", "a.pt", "a.PTH"})
    void everyBitComesBackAndTheSameBytes(String name) throws IOException {
        Path path = folder.resolve(name);
        RandomCases.forEach(30, random -> {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            for (int i = random.nextInt(5); i > 0; i--) {
                int[] shape = random.ints(random.nextInt(4), 0, 5).toArray();
                int elements = Tensor.zeros(shape).shape().elements();
                Tensor tensor = random.nextBoolean()
                        ? Tensor.wrap(RandomCases.floats(random, elements), shape)
                        : Tensor.wrap(random.doubles(elements).toArray(), shape);
                tensors.put("layer" + i + ".weight", tensor);
            }
            try {
                StateDict state = StateDict.of(tensors);
                state.write(path);
                StateDict read = StateDict.read(path);
                StateFiles.assertSame(read, state);
                assertThat(read.format()).hasValue(StateFormat.ofFileName(path));
                read.tensors()
                        .forEach((key, tensor) -> assertThat(tensor.equal(tensors.get(key)))
                                .as(key)
                                .isTrue());
                byte[] bytes = Files.readAllBytes(path);
                read.write(path);
                assertThat(Files.readAllBytes(path)).isEqualTo(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = StateFormat.class,
            names = {"SAFETENSORS", "PYTORCH"})
    void everyElementTypeAndViewComesBack(StateFormat format) throws IOException {
        StateDict variety = StateFiles.read("pt_variety/variety.pt");
        byte[] written = StateFiles.write(variety, format);

        StateFiles.assertSame(StateFiles.read(written), variety);
        assertThat(StateFiles.write(StateFiles.read(written), format)).isEqualTo(written);
    }

    @Test
    void numpyGetsWiderNumbersForBfloat16() throws IOException {
        StateDict variety = StateFiles.read("pt_variety/variety.pt");
        StateDict read = StateFiles.read(StateFiles.write(variety, StateFormat.NPZ));

        assertThat(read.names()).containsExactlyElementsOf(variety.names());
        assertThat(read.stored().get("bf16").type()).isEqualTo(ElementType.F32);
        assertThat(read.stored().get("f16").type()).isEqualTo(ElementType.F16);
        variety.tensors()
                .forEach((name, tensor) ->
                        assertThat(tensor.equal(read.tensor(name))).as(name).isTrue());
    }

    /// The place of the data in an archive, for readers that map them.
    @Test
    void theElementsInAPyTorchFileAreAligned() throws IOException {
        byte[] file = StateFiles.write(
                StateDict.of(Map.of("a", Tensor.full(0.1, 7), "b", Tensor.ones(3))), StateFormat.PYTORCH);
        ZipArchive zip = ZipArchive.open(new FileBytes("x", MemorySegment.ofArray(file)));

        assertThat(zip.names())
                .containsExactly(
                        "archive/data.pkl", "archive/byteorder", "archive/data/0", "archive/data/1", "archive/version");
        for (String name : zip.names()) {
            assertThat(zip.content(name).segment().address() % 64).as(name).isZero();
            zip.checkCrc(name, zip.content(name));
        }
    }

    @Test
    void itIsACopy() {
        float[] elements = {1, 2};
        StateDict state = StateDict.of(Map.of("a", Tensor.wrap(elements, 2)));
        elements[0] = 5;
        state.tensor("a").floats()[1] = 6;
        assertThat(state.tensor("a").floats()).containsExactly(1, 2);
    }

    @Test
    void aFileMayBeReplacedWhileItIsInUse() throws IOException {
        Path path = folder.resolve("a.safetensors");
        StateDict.of(Map.of("a", Tensor.of(1f, 2f))).write(path);
        StateDict read = StateDict.read(path);
        StateDict.of(Map.of("b", Tensor.zeros(100))).write(path);
        assertThat(read.tensor("a").floats()).containsExactly(1, 2);
    }

    @Test
    void missingNamesAreNamedWithThoseThatAreThere() throws IOException {
        StateDict state = StateFiles.read("models/tcn/state.pt");
        assertThatThrownBy(() -> state.tensor("conv.weight"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("expected the name of one of ")
                .hasMessageContaining("network.0.conv1.")
                .hasMessageEndingWith(", ...), but got 'conv.weight'");
        assertThatThrownBy(() -> state.under("model"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("expected tensors whose names begin with 'model.', but found network.0.conv1.");
        assertThatThrownBy(() -> StateDict.of(Map.of()).under("model")).hasMessageEndingWith("but found none at all");
        assertThatThrownBy(() -> StateDict.of(Map.of("\ud800", Tensor.ones(1)))).hasMessageContaining("isn't Unicode");
    }

    @Test
    void complexNumbersAreCopiedButNotConverted() throws IOException {
        StoredTensor complex = new StoredTensor(
                ElementType.C64,
                Shape.of(2, 2),
                MemorySegment.ofArray(
                        new FixtureBytes().f32(1, -1, 2, -2, 3, -3, 4, -4).done()),
                ByteOrder.LITTLE_ENDIAN,
                new long[] {1, 2});
        StateDict state = new StateDict(null, new LinkedHashMap<>(Map.of("c", complex)), Map.of(), Map.of());

        for (StateFormat format : new StateFormat[] {StateFormat.SAFETENSORS, StateFormat.PYTORCH}) {
            StateDict read = StateFiles.read(StateFiles.write(state, format));
            assertThat(StateFiles.elements(read.stored().get("c")))
                    .isEqualTo(
                            new FixtureBytes().f32(1, -1, 3, -3, 2, -2, 4, -4).done());
            assertThatThrownBy(read::tensors)
                    .isInstanceOf(DTypeException.class)
                    .hasMessage(
                            "c: expected elements that float32 or float64 can hold, but found C64 (torch.complex64)");
        }
        assertThat(Refusal.of(() -> StateFiles.write(state, StateFormat.NPZ)))
                .isEqualTo("x: a .npz file can't hold 'c' of elements C64");
    }

    @Test
    void aFullDiskIsToldWithTheFilesName() {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "only Linux has a device that is always full");
        StateDict state = StateDict.of(Map.of("a", Tensor.ones(1000)));

        for (StateFormat format : List.of(StateFormat.SAFETENSORS, StateFormat.NPZ, StateFormat.PYTORCH)) {
            assertThat(Refusal.of(() -> state.write(full, format))).startsWith("/dev/full: ");
        }
    }

    @Test
    void formatsThatCannotHoldIt() throws IOException {
        byte[] file = new FixtureBytes()
                .u32(56, 0)
                .ascii("{\"a\":{\"dtype\":\"U16\",\"shape\":[2],\"data_offsets\":[0,4]}}   ".substring(0, 56))
                .u16(1, 2)
                .done();
        StateDict unsigned = StateFiles.read(file);
        assertThat(Refusal.of(() -> StateFiles.write(unsigned, StateFormat.PYTORCH)))
                .isEqualTo("x: a PyTorch file can't hold 'a' of elements U16");
        assertThat(Refusal.of(() -> StateFiles.write(unsigned, StateFormat.NPY)))
                .contains(".npz holds several");
        assertThat(Refusal.of(() -> StateFiles.write(unsigned, StateFormat.PYTORCH_LEGACY)))
                .contains("the legacy one is only read");
        StateDict reserved = StateDict.of(Map.of("__metadata__", Tensor.ones(1)));
        assertThat(Refusal.of(() -> StateFiles.write(reserved, StateFormat.SAFETENSORS)))
                .contains("can't hold '__metadata__'");
        StateDict longName = StateDict.of(Map.of("n".repeat(1 << 16), Tensor.ones(1)));
        assertThat(Refusal.of(() -> StateFiles.write(longName, StateFormat.NPZ)))
                .contains("expected names of at most 65535 bytes");
        assertThat(Refusal.of(() -> unsigned.write(folder.resolve("a.bin"))))
                .endsWith("a.bin: expected a name that ends in .safetensors, .npz, .pt or .pth, to know the format");
        assertThat(folder).isEmptyDirectory();
    }
}
