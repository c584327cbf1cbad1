package tapline.golden;

import static org.assertj.core.api.Assertions.assertThat;

import tapline.tensor.DType;
import tapline.tensor.Tensor;

/// Compares a tensor with the float64 answer of a golden case.
final class Close {
    private Close() {}

    /// Each element is within `tolerance * max(1, |expected|)`; infinities and NaN are where they are expected.
    static void check(GoldenCase golden, String name, Tensor computed, double tolerance) {
        Tensor expected = golden.tensor(name);
        assertThat(computed.shape()).as(name).isEqualTo(expected.shape());
        double[] want = expected.to(DType.FLOAT64).doubles();
        double[] got = computed.to(DType.FLOAT64).doubles();
        for (int i = 0; i < want.length; i++) {
            boolean same = want[i] == got[i]
                    || Double.isNaN(want[i]) && Double.isNaN(got[i])
                    || Math.abs(want[i] - got[i]) <= tolerance * Math.max(1, Math.abs(want[i]));
            assertThat(same)
                    .as("%s, element %d: PyTorch %s, here %s", name, i, want[i], got[i])
                    .isTrue();
        }
    }
}
