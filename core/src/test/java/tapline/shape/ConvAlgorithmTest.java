package tapline.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConvAlgorithmTest {
    @ParameterizedTest
    @CsvSource({
        // in, out, kernel, stride, dilation, groups, length
        "  1,  1,     3, 1,    1,  1,     10, DIRECT",
        "  1,  1,    64, 1,    1,  1, 160000, DIRECT",
        "  1,  1,   128, 1,    1,  1, 160000, DIRECT",
        "  1,  1,   256, 1,    1,  1, 160000, FFT",
        "  1,  1,   512, 1,    1,  1, 160000, FFT",
        "  1,  1,  1024, 1,    1,  1, 160000, FFT",
        "  1,  1, 16384, 1,    1,  1, 480000, FFT",
        "  1,  1,  1024, 1,    1,  1,   1100, DIRECT",
        "  1,  1,   256, 4,    1,  1, 160000, DIRECT",
        "  1,  1,  1024, 4,    1,  1, 160000, FFT",
        "  1,  1,   128, 1,    8,  1, 160000, DIRECT",
        "  1,  1,   512, 1,    8,  1, 160000, FFT",
        " 64, 64,     3, 1,    1,  1,  16000, DIRECT",
        " 64, 64,    16, 1,    1,  1,  16000, DIRECT",
        " 64, 64,    64, 1,    1,  1,  16000, FFT",
        " 64, 64,  1024, 1,    1,  1,  16000, FFT",
        " 64, 64,    31, 1,    1, 64,  16000, DIRECT",
        " 64, 64,  1024, 1,    1, 64,  16000, FFT",
    })
    void theRuleChooses(
            int in, int out, int kernelSize, int stride, int dilation, int groups, int length, ConvAlgorithm expected) {
        ConvGeometry geometry =
                new ConvGeometry(in, out, kernelSize, stride, dilation, groups, 0, 0, PaddingMode.ZEROS);
        AlgorithmChoice choice = ConvAlgorithm.choose(geometry, length);
        assertThat(choice.algorithm()).as(choice.reason()).isEqualTo(expected);
    }

    @Test
    void theReasonHasTheNumbers() {
        ConvGeometry geometry = new ConvGeometry(1, 1, 1024, 1, 1, 1, 0, 0, PaddingMode.ZEROS);
        FftPlan plan = FftPlan.of(geometry, geometry.outputLength(160_000));
        assertThat(ConvAlgorithm.choose(geometry, 160_000).reason())
                .contains("direct 1.63e+08 products")
                .contains(plan.blocks() + " blocks of " + plan.blockSize());
    }

    @Test
    void stridesAndDilationsBecomePhases() {
        FftPlan plan = FftPlan.of(new ConvGeometry(1, 1, 100, 6, 4, 1, 0, 0, PaddingMode.ZEROS), 1000);
        assertThat(plan.inputPhases()).isEqualTo(3);
        assertThat(plan.outputPhases()).isEqualTo(2);
        assertThat(plan.sampleStep()).isEqualTo(12);
        assertThat(plan.taps()).isEqualTo(34);
        assertThat((long) plan.blocks() * plan.blockOutputs()).isGreaterThanOrEqualTo(500);
    }

    @Test
    void kernelsThatAreTooLongToTransformAreDirect() {
        int taps = FftPlan.MOST_TAPS + 1;
        ConvGeometry geometry = new ConvGeometry(1, 1, taps, 1, 1, 1, 0, 0, PaddingMode.ZEROS);
        assertThat(ConvAlgorithm.choose(geometry, taps).algorithm()).isEqualTo(ConvAlgorithm.DIRECT);
        assertThatThrownBy(() -> FftPlan.of(geometry, 1))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("at most " + FftPlan.MOST_TAPS);
    }
}
