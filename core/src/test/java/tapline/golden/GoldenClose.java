package tapline.golden;

import static org.assertj.core.api.Assertions.assertThat;

import tapline.shape.Shape;
import tapline.tensor.DType;
import tapline.tensor.Tensor;

/// Compares results with PyTorch's float64 ones.
final class GoldenClose {
    private GoldenClose() {}

    /// Within a few roundings of the result's own type.
    static void check(String name, Tensor computed, Tensor expected) {
        check(name, computed, expected, computed.dtype() == DType.FLOAT32 ? 2e-6 : 1e-12);
    }

    /// @param tolerance of each element, relative where it is above 1
    static void check(String name, Tensor computed, Tensor expected, double tolerance) {
        Shape shape = computed.shape();
        assertThat(shape).as(name).isEqualTo(expected.shape());
        double[] got = computed.to(DType.FLOAT64).doubles();
        double[] want = expected.to(DType.FLOAT64).doubles();
        for (int i = 0; i < got.length; i++) {
            boolean same = got[i] == want[i]
                    || (Double.isNaN(got[i]) && Double.isNaN(want[i]))
                    || Math.abs(got[i] - want[i]) <= tolerance * Math.max(1, Math.abs(want[i]));
            assertThat(same)
                    .as("%s, element %d: PyTorch %s, here %s, tolerance %s", name, i, want[i], got[i], tolerance)
                    .isTrue();
        }
    }
}
