package tapline.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import tapline.shape.Shape;
import tapline.shape.ShapeException;

class TensorTest {
    private final Tensor x = Tensor.arange(12).reshape(2, 3, 2);

    @Test
    void nestedArraysGiveRankAndType() {
        assertThat(Tensor.of(new float[][][] {{{1, 2}, {3, 4}}}).shape()).isEqualTo(Shape.of(1, 2, 2));
        assertThat(Tensor.of(new double[][] {{1}, {2}}).dtype()).isEqualTo(DType.FLOAT64);
        assertThat(Tensor.of(new float[2][0][]).shape()).isEqualTo(Shape.of(2, 0, 0));
        assertThat(Tensor.of(1f, 2f).shape()).isEqualTo(Shape.of(2));
        assertThatThrownBy(() -> Tensor.of(new String[] {"1"})).isInstanceOf(DTypeException.class);
        assertThatThrownBy(() -> Tensor.of(new float[][] {{1}, null})).isInstanceOf(ShapeException.class);
    }

    @Test
    void wrapSharesItsArrayAndOfDoesNot() {
        float[] array = {1, 2, 3};
        Tensor wrapped = Tensor.wrap(array, 3);
        Tensor copied = Tensor.of(array);
        array[0] = 9;
        assertThat(wrapped.get(0)).isEqualTo(9);
        assertThat(copied.get(0)).isEqualTo(1);
        assertThat(wrapped.floats()).isSameAs(array);
        assertThat(wrapped.reshape(1, 3).floats()).isSameAs(array);
        assertThat(wrapped.copy().floats()).isNotSameAs(array);
        assertThatThrownBy(() -> Tensor.wrap(array, 2, 2)).isInstanceOf(ShapeException.class);
    }

    @Test
    void slicesFollowPython() {
        assertThat(x.slice(1, 0, -1).shape()).isEqualTo(Shape.of(2, 2, 2));
        assertThat(x.slice(1, 0, -1).floats()).containsExactly(0, 1, 2, 3, 6, 7, 8, 9);
        assertThat(x.slice(-1, 1, 100).floats()).containsExactly(1, 3, 5, 7, 9, 11);
        assertThat(x.slice(1, 0, 3, 2).floats()).containsExactly(0, 1, 4, 5, 6, 7, 10, 11);
        assertThat(x.slice(1, 2, 1).shape()).isEqualTo(Shape.of(2, 0, 2));
        assertThat(Tensor.arange(5)
                        .slice(0, 1, Integer.MAX_VALUE, Integer.MAX_VALUE)
                        .floats())
                .containsExactly(1);
        assertThat(x.select(1, -1).floats()).containsExactly(4, 5, 10, 11);
    }

    @Test
    void arithmeticBroadcasts() {
        Tensor column = Tensor.of(new float[][] {{10}, {20}, {30}});
        assertThat(x.add(column).floats()).containsExactly(10, 11, 22, 23, 34, 35, 16, 17, 28, 29, 40, 41);
        assertThat(Tensor.of(1f, 2f).sub(Tensor.scalar(1f)).floats()).containsExactly(0, 1);
        assertThat(Tensor.zeros(2, 0).mul(Tensor.zeros(1, 1)).shape()).isEqualTo(Shape.of(2, 0));
        assertThat(x.neg().abs().equal(x)).isTrue();
        assertThatThrownBy(() -> x.add(Tensor.zeros(DType.FLOAT64, 2))).isInstanceOf(DTypeException.class);
    }

    @Test
    void arithmeticRoundsAsFloat32Does() {
        float a = 16777217 / 3f;
        float b = 0.1f;
        assertThat(Tensor.scalar(a).div(Tensor.scalar(b)).item()).isEqualTo(a / b);
        assertThat(Tensor.scalar(a).mul(Tensor.scalar(b)).item()).isEqualTo(a * b);
        assertThat(Tensor.scalar(a).add(Tensor.scalar(b)).item()).isEqualTo(a + b);
    }

    @Test
    void sumsAndMeansRunOverAllOrOneDimension() {
        assertThat(x.sum().item()).isEqualTo(66);
        assertThat(x.mean().item()).isEqualTo(5.5);
        assertThat(x.sum(1).floats()).containsExactly(6, 9, 24, 27);
        assertThat(x.mean(-1).floats()).containsExactly(0.5f, 2.5f, 4.5f, 6.5f, 8.5f, 10.5f);
        assertThat(Tensor.scalar(3f).sum(0).item()).isEqualTo(3);
        assertThat(Tensor.zeros(0).sum().item()).isZero();
        assertThat(Tensor.zeros(0).mean().item()).isNaN();
    }

    @Test
    void comparisonKnowsShapeTypeAndTolerance() {
        assertThat(x.equal(x.copy())).isTrue();
        assertThat(x.equal(x.reshape(12))).isFalse();
        assertThat(x.equal(x.to(DType.FLOAT64))).isFalse();
        assertThat(x.allClose(x.add(1e-7))).isFalse();
        assertThat(x.allClose(x.add(1e-7), 0, 1e-6)).isTrue();
        Tensor special = Tensor.of(Float.POSITIVE_INFINITY, Float.NaN);
        assertThat(special.slice(0, 0, 1).allClose(special.slice(0, 0, 1))).isTrue();
        assertThat(special.slice(0, 1, 2).allClose(special.slice(0, 1, 2))).isFalse();
        assertThat(Tensor.scalar(1f).allClose(special.slice(0, 0, 1).reshape())).isFalse();
    }

    @Test
    void arangeCountsAsPyTorchDoes() {
        assertThat(Tensor.arange(1, 2, 0.25).floats()).containsExactly(1, 1.25f, 1.5f, 1.75f);
        assertThat(Tensor.arange(3, 0, -1).floats()).containsExactly(3, 2, 1);
        assertThat(Tensor.arange(0, 0, 1).shape()).isEqualTo(Shape.of(0));
        assertThatThrownBy(() -> Tensor.arange(0, 1, 0)).hasMessage("step must be nonzero");
        assertThatThrownBy(() -> Tensor.arange(0, 1e12, 1)).isInstanceOf(ShapeException.class);
    }

    @Test
    void theArrayOfAnotherTypeIsRefused() {
        assertThatThrownBy(() -> Tensor.zeros(DType.FLOAT64, 1).floats()).isInstanceOf(DTypeException.class);
        assertThatThrownBy(() -> Tensor.zeros(1).doubles()).isInstanceOf(DTypeException.class);
    }

    @Test
    void reshapeInfersOneSize() {
        assertThat(x.reshape(-1, 4).shape()).isEqualTo(Shape.of(3, 4));
        assertThat(Tensor.zeros(2, 0).reshape(-1, 2).shape()).isEqualTo(Shape.of(0, 2));
        assertThatThrownBy(() -> x.reshape(-1, -1)).hasMessage("only one dimension can be inferred");
    }

    @Test
    void aSingleNumberHasNothingToPick() {
        Tensor number = Tensor.scalar(1f);
        assertThatThrownBy(() -> number.select(0, 0))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("select() cannot be applied to a 0-dim tensor.");
        assertThatThrownBy(() -> number.slice(0, 0, 1)).hasMessage("slice() cannot be applied to a 0-dim tensor.");
        assertThatThrownBy(() -> number.size(0)).hasMessage("Dimension specified as 0 but tensor has no dimensions");
    }

    @Test
    void badShapesAreRefusedInPyTorchsWords() {
        assertThatThrownBy(() -> x.reshape(-2, 6)).hasMessage("invalid shape dimension -2");
        assertThatThrownBy(() -> Tensor.zeros(0).reshape(0, -1))
                .hasMessage("cannot reshape tensor of 0 elements into shape [0, -1] because the unspecified dimension "
                        + "size -1 can be any value and is ambiguous");
        assertThatThrownBy(() -> Tensor.zeros(2, 3).add(Tensor.zeros(4, 5)))
                .hasMessage(
                        "The size of tensor a (3) must match the size of tensor b (5) at non-singleton dimension 1");
        assertThatThrownBy(() -> Tensor.arange(0, -0.5, 1))
                .hasMessage("upper bound and larger bound inconsistent with step sign");
        assertThatThrownBy(() -> Functional.pad(x, Integer.MAX_VALUE, 1)).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> Functional.convTranspose1d(
                        Tensor.zeros(1, 2, 5),
                        Tensor.zeros(2, 1, 3),
                        null,
                        tapline.shape.ConvTransposeOptions.DEFAULT.groups(3)))
                .hasMessage("Given groups=3, expected weight to be at least 3 at dimension 0, but got weight of size "
                        + "[2, 1, 3] instead");
    }

    @Test
    void nestedArraysOfUnevenDepthAreRefused() {
        float[] row = {1, 2};
        assertThatThrownBy(() -> Tensor.of(new Object[] {new float[][] {{1}, {2}}, row}))
                .isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> Tensor.of(new Object[] {row, new float[][] {{1}, {2}}}))
                .isInstanceOf(ShapeException.class);
    }

    @Test
    void conversionRoundsAndKeepsSpecialNumbers() {
        Tensor doubles = Tensor.of(0.1, -0.0, 1e300, Double.NaN, 1e-50);
        float[] rounded = doubles.to(DType.FLOAT32).floats();
        assertThat(rounded).containsExactly(0.1f, -0f, Float.POSITIVE_INFINITY, Float.NaN, 0f);
        assertThat(Tensor.of(0.1f).to(DType.FLOAT64).doubles()).containsExactly((double) 0.1f);
        assertThat(doubles.to(DType.FLOAT64)).isSameAs(doubles);
    }

    @Test
    void slicesOfEveryStepAreTheirElements() {
        Tensor cube = Tensor.arange(60).reshape(3, 4, 5);
        for (int dim = 0; dim < 3; dim++) {
            for (int step = 1; step < 4; step++) {
                Tensor slice = cube.slice(dim, 1, 5, step);
                for (int i = 0; i < slice.size(dim); i++) {
                    assertThat(slice.select(dim, i).equal(cube.select(dim, 1 + i * step)))
                            .isTrue();
                }
            }
        }
        assertThat(cube.select(1, 2).floats())
                .containsExactly(10, 11, 12, 13, 14, 30, 31, 32, 33, 34, 50, 51, 52, 53, 54);
    }
}
