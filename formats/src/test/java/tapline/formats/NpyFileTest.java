package tapline.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static tapline.formats.FixtureBytes.npy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tapline.tensor.DType;
import tapline.tensor.Tensor;

class NpyFileTest {
    private static Tensor read(byte[] npy) throws IOException {
        return NpyFile.readTensor(new ByteArrayInputStream(npy), "x");
    }

    private static byte[] write(Tensor tensor) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        NpyFile.writeTensor(tensor, out);
        return out.toByteArray();
    }

    private static String header(String descr, boolean fortran, String shape) {
        return "{'descr': '" + descr + "', 'fortran_order': " + (fortran ? "True" : "False") + ", 'shape': " + shape
                + ", }\n";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<f4 | 3 | (3,)",
                "<f8 | 2 3 | (2, 3)",
                "<f4 | | ()",
                "<f4 | 1 2 3 4 | (1, 2, 3, 4)",
                "<f4 | 0 5 | (0, 5)"
            })
    void theBytesAreThoseOfNumpy(String descr, String sizes, String shape) throws IOException {
        int[] dims = sizes == null
                ? new int[0]
                : Arrays.stream(sizes.split(" ")).mapToInt(Integer::parseInt).toArray();
        DType dtype = descr.equals("<f4") ? DType.FLOAT32 : DType.FLOAT64;
        byte[] npy = write(Tensor.full(1, dtype, dims));
        // numpy 2.4: np.save(file, np.ones(shape, descr)), whose header fills 128 bytes for all of these.
        String text = "{'descr': '" + descr + "', 'fortran_order': False, 'shape': " + shape + ", }";
        FixtureBytes expected = new FixtureBytes().u8(0x93).ascii("NUMPY").u8(1, 0, 0x76, 0);
        expected.ascii(text + " ".repeat(117 - text.length()) + "\n");
        for (int i = 0; i < Tensor.zeros(dims).shape().elements(); i++) {
            if (dtype == DType.FLOAT32) {
                expected.f32(1);
            } else {
                expected.f64(1);
            }
        }
        assertThat(npy).isEqualTo(expected.done());
    }

    @Test
    void everyBitComesBack() throws IOException {
        Tensor wide = Tensor.of(new double[][] {{0.1, -0.0}, {Double.MIN_VALUE, Double.NEGATIVE_INFINITY}});
        assertThat(read(write(wide)).dtype()).isEqualTo(DType.FLOAT64);
        assertThat(read(write(wide)).doubles()).containsExactly(wide.doubles());
        for (int length : new int[] {1, 2, 16_384, 16_385, 100_000}) {
            Tensor tensor = Samples.anyBits(length, 3, length);
            assertThat(Samples.bits(read(write(tensor)))).isEqualTo(Samples.bits(tensor));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "f4, float32, 4",
        "f8, float64, 8",
        "i1, float32, 1",
        "u1, float32, 1",
        "i2, float32, 2",
        "i4, float64, 4",
        "i8, float64, 8"
    })
    void everyTypeInBothOrders(String code, String dtype, int bytes) throws IOException {
        double[] values = code.startsWith("u") ? new double[] {0, 1, 200, 255} : new double[] {0, 1, -100, 127};
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            ByteBuffer data = ByteBuffer.allocate(values.length * bytes).order(order);
            for (double value : values) {
                switch (code) {
                    case "f4" -> data.putFloat((float) value);
                    case "f8" -> data.putDouble(value);
                    case "i2" -> data.putShort((short) value);
                    case "i4" -> data.putInt((int) value);
                    case "i8" -> data.putLong((long) value);
                    default -> data.put((byte) (int) value);
                }
            }
            String mark = bytes == 1 ? "|" : order == ByteOrder.BIG_ENDIAN ? ">" : "<";
            Tensor tensor = read(npy(header(mark + code, false, "(4,)"), new FixtureBytes().bytes(data.array())));
            assertThat(tensor.dtype().numpyName()).isEqualTo(dtype);
            assertThat(tensor.to(DType.FLOAT64).doubles()).containsExactly(values);
        }
    }

    @Test
    void fortranOrderIsTurnedRound() throws IOException {
        FixtureBytes columns = new FixtureBytes().f32(1, 4, 2, 5, 3, 6);
        assertThat(read(npy(header("<f4", true, "(2, 3)"), columns)).equal(Tensor.of(new float[][] {{1, 2, 3}, {4, 5, 6}
                })))
                .isTrue();
        FixtureBytes cube = new FixtureBytes();
        for (int k = 0; k < 4; k++) {
            for (int j = 0; j < 3; j++) {
                for (int i = 0; i < 2; i++) {
                    cube.f64(i * 12 + j * 4 + k);
                }
            }
        }
        assertThat(read(npy(header("<f8", true, "(2, 3, 4)"), cube)).to(DType.FLOAT32))
                .satisfies(tensor -> assertThat(tensor.equal(Tensor.arange(24).reshape(2, 3, 4)))
                        .isTrue());
    }

    @Test
    void versionsTwoAndThreeHaveALongerLength() throws IOException {
        String header = header("|u1", false, "(2,)");
        for (int version : new int[] {2, 3}) {
            byte[] npy = new FixtureBytes()
                    .u8(0x93)
                    .ascii("NUMPY")
                    .u8(version, 0)
                    .u32(header.length())
                    .ascii(header)
                    .u8(5, 6)
                    .done();
            assertThat(read(npy).floats()).containsExactly(5, 6);
        }
    }

    @Test
    void aSignalHasRankOneOrTwo() throws IOException {
        Signal mono = Signals.read(new ByteArrayInputStream(write(Tensor.of(1.5, 2.5))), "x", ReadOptions.DEFAULT);
        assertThat(mono.samples().equal(Tensor.of(new float[][] {{1.5f, 2.5f}})))
                .isTrue();
        assertThat(mono.sampleRate()).isEmpty();
        assertThat(Refusal.of(write(Tensor.zeros(1, 2, 3))))
                .isEqualTo("x: expected an array of shape (length,) or (channels, length), but found (1, 2, 3)");
        assertThat(Refusal.of(write(Tensor.zeros(0, 3))))
                .isEqualTo("x: the file holds no samples: its shape is (0, 3)");
    }

    @Test
    void aSignalIsWrittenWithAsFewDimensionsAsItNeeds() throws IOException {
        for (int channels : new int[] {1, 2}) {
            Signal signal = Signal.of(Samples.anyBits(3, channels, 100));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Signals.write(signal, out, Format.NPY);
            assertThat(read(out.toByteArray()).shape().rank()).isEqualTo(channels);
            Signal again = Signals.read(new ByteArrayInputStream(out.toByteArray()), "x", ReadOptions.DEFAULT);
            assertThat(Samples.bits(again.samples())).isEqualTo(Samples.bits(signal.samples()));
        }
    }

    @Test
    void theDataHaveToEndWithTheFile() throws IOException {
        byte[] npy = write(Tensor.of(1f, 2f));
        assertThat(Refusal.of(Arrays.copyOf(npy, npy.length + 1)))
                .isEqualTo("x: byte 128: expected 8 bytes for an array (2,) of '<f4', but found 9");
        assertThat(Refusal.of(Arrays.copyOf(npy, npy.length - 1)))
                .isEqualTo(
                        "x: byte 128: expected 8 bytes for an array (2,) of '<f4', but found 7: the file is cut short");
    }
}
