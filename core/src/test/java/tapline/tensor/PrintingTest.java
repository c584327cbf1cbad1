package tapline.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The corners that the golden cases leave out.
class PrintingTest {
    @Test
    void pythonNumbersAndRows() {
        assertThat(Tensor.scalar(3.0).toNumpyString()).isEqualTo("3.0");
        assertThat(Tensor.scalar(-0.0).toNumpyString()).isEqualTo("-0.0");
        assertThat(Tensor.scalar(1e-5).toNumpyString()).isEqualTo("1e-05");
        assertThat(Tensor.scalar(1e16).toNumpyString()).isEqualTo("1e+16");
        assertThat(Tensor.scalar(5e-324).toNumpyString()).isEqualTo("5e-324");
        assertThat(Tensor.scalar(0.1f).toNumpyString()).isEqualTo("0.1");
        assertThat(Tensor.of(0.0, 1.0, 2.0).toNumpyString()).isEqualTo("[0. 1. 2.]");
    }

    @Test
    void numpyWritesEveryDigitBeforeThePointInAnArrayButNotAlone() {
        assertThat(Tensor.of(98513584f).toNumpyString()).isEqualTo("[98513584.]");
        assertThat(Tensor.scalar(123456792f).toNumpyString()).isEqualTo("123456790.0");
    }

    @Test
    void numpyAddsTheExactDigitsBeyondTheShortest() {
        assertThat(Tensor.of(0.007f, 1234.5678f).toNumpyString()).isEqualTo("[7.0000002e-03 1.2345677e+03]");
    }

    @Test
    void noEdgeItemsShowOnlyDotsAndTheSize() {
        PrintOptions none = PrintOptions.DEFAULT.threshold(2).edgeItems(0);
        assertThat(Tensor.ones(4).toString(none)).isEqualTo("tensor([...], size=(4,))");
    }

    @Test
    void anEmptyTensorHasSizeAndType() {
        assertThat(Tensor.zeros(DType.FLOAT64, 0, 3).requiresGrad(true))
                .hasToString("tensor([], size=(0, 3), dtype=torch.float64, requires_grad=True)");
        assertThat(Tensor.zeros(DType.FLOAT64, 0, 3).toNumpyRepr()).isEqualTo("array([], shape=(0, 3), dtype=float64)");
        assertThat(Tensor.zeros(0, 3).toNumpyString()).isEqualTo("[]");
    }

    @Test
    void halvesGoToTheEvenDigitAndNegativesKeepTheirSignInZero() {
        PrintOptions oneDigit = PrintOptions.DEFAULT.precision(1);
        assertThat(Tensor.of(0.25, 0.75, 1.25, -0.03125).toString(oneDigit))
                .isEqualTo("tensor([ 0.2,  0.8,  1.2, -0.0], dtype=torch.float64)");
        assertThat(Tensor.of(1f, 2f).toString(PrintOptions.DEFAULT.precision(0).sciMode(true)))
                .isEqualTo("tensor([1e+00, 2e+00])");
    }
}
