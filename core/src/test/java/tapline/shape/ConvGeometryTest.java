package tapline.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConvGeometryTest {
    private static ConvGeometry geometry(int kernelSize, int stride, int dilation, Padding padding, int length) {
        return ConvOptions.DEFAULT
                .stride(stride)
                .dilation(dilation)
                .padding(padding)
                .geometry(Shape.of(1, 1, kernelSize), length);
    }

    @ParameterizedTest
    @CsvSource({
        // length, kernel, stride, padding, dilation: outputs
        "10, 3, 1, 0, 1,  8",
        "10, 3, 2, 0, 1,  4",
        "10, 3, 1, 1, 1, 10",
        "10, 3, 1, 0, 2,  6",
        "10, 2, 1, 0, 1,  9",
        "10, 10, 7, 0, 1, 1",
        "1, 1, 5, 0, 9,   1"
    })
    void outputLengthFollowsTheFormula(int length, int kernel, int stride, int padding, int dilation, int outputs) {
        ConvGeometry geometry = geometry(kernel, stride, dilation, Padding.of(padding), length);
        assertThat(geometry.outputLength(length)).isEqualTo(outputs);
    }

    @Test
    void receptiveFieldAndLatencyFollowFromKernelDilationAndPadding() {
        ConvGeometry centred = geometry(5, 1, 3, Padding.SAME, 100);
        assertThat(centred.receptiveField()).isEqualTo(13);
        assertThat(centred.latency()).isEqualTo(6);
        ConvGeometry causal = geometry(5, 1, 3, Padding.causal(CausalAlignment.FIRST_OF_STRIDE), 100);
        assertThat(causal.latency()).isZero();
        assertThat(causal.padLeft()).isEqualTo(12);
        assertThat(causal.padRight()).isZero();
    }

    @Test
    void theOddSampleOfSamePaddingIsOnTheRight() {
        assertThat(Padding.SAME.sides(10, 4, 1)).isEqualTo(new Padding.Sides(1, 2));
        assertThat(Padding.STRIDED_SAME.sides(10, 4, 3)).isEqualTo(new Padding.Sides(1, 2));
        assertThat(Padding.STRIDED_SAME.sides(9, 2, 4)).isEqualTo(new Padding.Sides(0, 1));
    }

    @Test
    void sizesBeyondAnArrayAreRefusedByName() {
        assertThatThrownBy(() -> geometry(1 << 20, 1, 1 << 20, Padding.VALID, 10))
                .isInstanceOf(ShapeException.class)
                .hasMessage("A kernel of size 1048576 with dilation 1048576 spans 1099510579201 samples, more than "
                        + "2147483647");
        ConvGeometry padded = geometry(1, 1, 1, Padding.of(Integer.MAX_VALUE), 10);
        assertThatThrownBy(() -> padded.outputLength(10))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("has 4294967304 samples, more than 2147483647");
        assertThatThrownBy(() -> Shape.of(1 << 16, 1 << 16))
                .isInstanceOf(ShapeException.class)
                .hasMessage("A tensor of size [65536, 65536] has more than 2147483647 elements");
        assertThatThrownBy(() -> ConvTransposeOptions.DEFAULT
                        .stride(1 << 20)
                        .geometry(Shape.of(1, 1, 3))
                        .outputLength(1 << 20))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("more than 2147483647");
    }

    @Test
    void emptyShapesAreNotTooLarge() {
        assertThat(Shape.of(1 << 30, 0, 1 << 30).elements()).isZero();
        assertThat(Shape.of().elements()).isOne();
    }

    @Test
    void transposedLengthsInvertStridedOnes() {
        ConvTransposeGeometry back = ConvTransposeOptions.DEFAULT.stride(3).geometry(Shape.of(1, 1, 4));
        for (int length = 4; length < 40; length++) {
            int shortened = geometry(4, 3, 1, Padding.VALID, length).outputLength(length);
            int outputPadding = back.outputPaddingFor(shortened, length);
            assertThat(ConvTransposeOptions.DEFAULT
                            .stride(3)
                            .outputPadding(outputPadding)
                            .geometry(Shape.of(1, 1, 4))
                            .outputLength(shortened))
                    .isEqualTo(length);
        }
    }

    @Test
    void latencyIsWhatTheNewestTapIsAhead() {
        ConvGeometry last = geometry(5, 3, 2, Padding.causal(CausalAlignment.LAST_OF_STRIDE), 100);
        assertThat(last.latency()).isEqualTo(2);
        ConvGeometry first = geometry(5, 3, 2, Padding.causal(CausalAlignment.FIRST_OF_STRIDE), 100);
        assertThat(first.latency()).isZero();
        ConvGeometry unpadded = geometry(5, 3, 2, Padding.VALID, 100);
        assertThat(unpadded.windowStart(4) + unpadded.receptiveField() - 1).isEqualTo(4 * 3 + unpadded.latency());
        assertThat(geometry(3, 1, 1, Padding.of(7), 100).latency()).isZero();
    }

    @Test
    void numbersOutOfRangeAreRefused() {
        assertThatThrownBy(() -> new ConvGeometry(4, 4, 3, 1, 1, 0, 0, 0, PaddingMode.ZEROS))
                .hasMessage("non-positive groups is not supported");
        assertThatThrownBy(() -> new ConvGeometry(4, 5, 3, 1, 1, 2, 0, 0, PaddingMode.ZEROS))
                .hasMessage("out_channels must be divisible by groups");
        assertThatThrownBy(() -> new ConvGeometry(4, 4, 3, 0, 1, 2, 0, 0, PaddingMode.ZEROS))
                .hasMessage("non-positive stride is not supported");
        assertThatThrownBy(() -> new ConvTransposeGeometry(3, 4, 3, 1, 0, 0, 1, 2))
                .hasMessage("in_channels must be divisible by groups");
        assertThatThrownBy(() -> geometry(0, 1, 3, Padding.causal(CausalAlignment.FIRST_OF_STRIDE), 9))
                .hasMessage("kernel size should be greater than zero, but got kernel_height: 1 kernel_width: 0");
        assertThatThrownBy(() -> geometry(1, 1 << 30, 1, Padding.of(0, Integer.MAX_VALUE), 10)
                        .outputLength(10))
                .hasMessageContaining("has 2147483657 samples, more than 2147483647");
    }
}
