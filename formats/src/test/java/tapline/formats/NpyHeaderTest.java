package tapline.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyHeaderTest {
    private static byte[] file(String header) {
        return FixtureBytes.npy(header, new FixtureBytes().f32(1, 2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }        \n",
                "{\"shape\":(2,),\"descr\":\"<f4\",\"fortran_order\":True}",
                " { 'fortran_order' : False , 'shape' : ( 1 , 2 ) , 'descr' : '<f4' } "
            })
    void anySpellingThatPythonWouldTake(String header) throws IOException {
        assertThat(NpyFile.readTensor(new ByteArrayInputStream(file(header)), "x")
                        .floats())
                .containsExactly(1, 2);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '~',
            value = {
                "`` ~ byte 10: expected '{', but found the end of the header",
                "`[]` ~ byte 10: expected '{', but found '['",
                "`{descr: 1}` ~ byte 11: expected a key in quotes, but found 'd'",
                "`{'descr` ~ byte 11: expected a key in quotes, but found '''",
                "`{'descr' '<f4'}` ~ byte 19: expected ':', but found '''",
                "`{'colour': 1}` ~ byte 11: expected the keys 'descr', 'fortran_order' and 'shape', but found 'colour'",
                "`{'descr': '<f4', 'descr': '<f4'}` ~ byte 27: expected the key 'descr' once, but found it again",
                "`{'descr': '<f4' 'shape': ()}` ~ byte 26: expected ',' or '}', but found '''",
                "`{'descr': '<f4'}` ~ byte 10: expected the keys 'descr', 'fortran_order' and 'shape', but found only some of them",
                "`{'descr': [('a', '<f4')]}` ~ byte 20: expected numbers as elements, but found named fields",
                "`{'descr': 4}` ~ byte 20: expected an element type in quotes, but found '4'",
                "`{'descr': '<c8'}` ~ byte 20: expected elements of type b1, f2, f4, f8, i1, i2, i4, i8, u1, u2, u4 or u8 with their byte order, but found '<c8'",
                "`{'descr': 'f4'}` ~ byte 20: expected elements of type b1, f2, f4, f8, i1, i2, i4, i8, u1, u2, u4 or u8 with their byte order, but found 'f4'",
                "`{'descr': '|f4'}` ~ byte 20: expected elements of type b1, f2, f4, f8, i1, i2, i4, i8, u1, u2, u4 or u8 with their byte order, but found '|f4'",
                "`{'fortran_order': 0}` ~ byte 28: expected True or False, but found '0'",
                "`{'shape': 2}` ~ byte 20: expected '(', but found '2'",
                "`{'shape': (2)}` ~ byte 22: expected ',', but found ')'",
                "`{'shape': (2 3)}` ~ byte 23: expected ',', but found '3'",
                "`{'shape': (-2,)}` ~ byte 21: expected a size, but found '-'",
                "`{'shape': (,)}` ~ byte 21: expected a size, but found ','",
                "`{'shape': (4294967296,)}` ~ byte 21: expected a size below 2^31, but found '4294967296'",
                "`{'shape': (65536, 65536)}` ~ byte 20: expected a shape of at most 2^31 - 1 elements, but found [65536, 65536]",
                "`{'shape': (2,` ~ byte 23: expected a size, but found the end of the header",
                "`{'descr': '<f4', 'fortran_order': False, 'shape': (2,)} x` ~ byte 66: expected the end of the header, but found 'x'"
            })
    void whatIsNoHeaderIsNamedWithItsByte(String header, String message) {
        assertThat(Refusal.of(file(header))).isEqualTo("x: " + message);
    }

    @Test
    void tooManyDimensions() {
        String header = "{'shape': (" + "1,".repeat(65) + ")}";
        assertThat(Refusal.of(file(header))).isEqualTo("x: byte 20: expected at most 64 dimensions, but found more");
    }

    @Test
    void versionAndLengthAreChecked() {
        byte[] unknown = file("{}");
        unknown[6] = 4;
        assertThat(Refusal.of(unknown))
                .isEqualTo("x: byte 6: expected version 1.0, 2.0 or 3.0 of the format, but found 4.0");
        unknown[6] = 1;
        unknown[7] = 1;
        assertThat(Refusal.of(unknown))
                .isEqualTo("x: byte 6: expected version 1.0, 2.0 or 3.0 of the format, but found 1.1");
        byte[] longer = file("{}");
        longer[8] = 100;
        assertThat(Refusal.of(longer))
                .isEqualTo("x: byte 8: the header says that it has 100 bytes, but 10 follow: the file is cut short");
        byte[] huge = new FixtureBytes()
                .u8(0x93)
                .ascii("NUMPY")
                .u8(2, 0)
                .u32(0xffffffffL)
                .done();
        assertThat(Refusal.of(huge))
                .isEqualTo("x: byte 8: expected a header of at most 65536 bytes, but found 4294967295");
        assertThat(Refusal.of(() -> NpyFile.readTensor(new ByteArrayInputStream(new byte[] {1, 2}), "x")))
                .isEqualTo("x: byte 0: expected the magic bytes of a .npy file, 0x93 'NUMPY', but found others");
    }
}
