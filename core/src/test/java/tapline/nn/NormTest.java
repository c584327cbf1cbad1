package tapline.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tapline.GradCheck;
import tapline.RandomCases;
import tapline.shape.ShapeException;
import tapline.tensor.DType;
import tapline.tensor.DTypeException;
import tapline.tensor.Tensor;

class NormTest {
    private static Tensor signal(int... shape) {
        return GradCheck.random(shape).to(DType.FLOAT32);
    }

    @Test
    void inUseABatchNormIsOneFusedMultiplyAddASample() {
        BatchNorm1d norm = BatchNorm1d.of(3).build();
        norm.weight().orElseThrow().set(Tensor.of(0.5f, -2, 3));
        norm.bias().orElseThrow().set(Tensor.of(1f, 0, -1));
        norm.forward(signal(4, 3, 50));
        norm.eval();
        Tensor x = signal(2, 3, 11);
        Tensor y = norm.forward(x);
        for (int c = 0; c < 3; c++) {
            double mean = norm.runningMean().orElseThrow().get(c);
            double variance = norm.runningVariance().orElseThrow().get(c);
            double scale = norm.weight().orElseThrow().tensor().get(c) / Math.sqrt(variance + 1e-5);
            double shift = norm.bias().orElseThrow().tensor().get(c) - mean * scale;
            for (int l = 0; l < 11; l++) {
                assertThat((float) y.get(1, c, l))
                        .isEqualTo(Math.fma((float) x.get(1, c, l), (float) scale, (float) shift));
            }
        }
    }

    @Test
    void onlyTrainingMovesTheRunningStatistics() {
        BatchNorm1d norm = BatchNorm1d.of(2).build();
        Tensor before = norm.runningMean().orElseThrow();
        norm.eval();
        norm.forward(signal(3, 2, 5));
        assertThat(norm.runningMean().orElseThrow()).isSameAs(before);
        norm.train();
        norm.forward(signal(3, 2, 5));
        assertThat(norm.runningMean().orElseThrow().equal(before)).isFalse();
        assertThat(before.floats()).containsOnly(0);
        assertThat(norm.stateDict().get("num_batches_tracked").item()).isEqualTo(1);
    }

    @Test
    void instanceNormsCountNoBatchesAndWithoutMomentumStayAsTheyAre() {
        InstanceNorm1d norm =
                InstanceNorm1d.of(2).trackRunningStats(true).momentum(null).build();
        norm.forward(signal(3, 2, 5));
        assertThat(norm.runningMean().orElseThrow().floats()).containsOnly(0);
        assertThat(norm.stateDict().get("num_batches_tracked").item()).isZero();
    }

    @Test
    void anEmptyBatchLeavesTheRunningStatisticsAsTheyAre() {
        BatchNorm1d norm = BatchNorm1d.of(2).build();
        assertThat(norm.forward(Tensor.zeros(0, 2, 5)).shape().toList()).isEqualTo("[0, 2, 5]");
        assertThat(norm.runningMean().orElseThrow().floats()).containsOnly(0);
        assertThat(norm.runningVariance().orElseThrow().floats()).containsOnly(1);
    }

    @Test
    void statesFromBeforeBatchesWereCountedAreLoaded() {
        BatchNorm1d norm = BatchNorm1d.of(2).build();
        Map<String, Tensor> state = new HashMap<>(norm.stateDict());
        state.remove("num_batches_tracked");
        norm.forward(signal(3, 2, 5));
        norm.loadStateDict(state);
        assertThat(norm.stateDict().get("num_batches_tracked").item()).isZero();
    }

    /// Up to the rounding of the shift, which here is a thousand: as in PyTorch.
    @Test
    void aConstantChannelBecomesItsBias() {
        for (Module norm : new Module[] {
            BatchNorm1d.of(2).build(),
            GroupNorm.of(2, 2).build(),
            InstanceNorm1d.of(2).build()
        }) {
            assertThat(norm.forward(Tensor.full(3, 2, 2, 8)).abs().sum().item()).isLessThan(2 * 2 * 8 * 1e-4);
        }
    }

    @Test
    void oneGroupForEachChannelIsAnInstanceNorm() {
        Tensor x = signal(3, 4, 17);
        Tensor group = GroupNorm.of(4, 4).build().forward(x);
        assertThat(group.equal(InstanceNorm1d.of(4).build().forward(x))).isTrue();
        Tensor layer = LayerNorm.of(4, 17).build().forward(x);
        assertThat(layer.allClose(GroupNorm.of(1, 4).build().forward(x), 1e-5, 1e-6))
                .isTrue();
    }

    @Test
    void normedGroupsHaveMeanZeroAndVarianceOne() {
        RandomCases.forEach(50, random -> {
            int groups = random.nextInt(1, 4);
            int channels = groups * random.nextInt(1, 4);
            int length = random.nextInt(3, 40);
            Tensor x = Tensor.wrap(RandomCases.floats(random, 2 * channels * length), 2, channels, length);
            Tensor y = GroupNorm.of(groups, channels)
                    .eps(0)
                    .build()
                    .forward(x)
                    .to(DType.FLOAT64)
                    .reshape(2 * groups, -1);
            for (int group = 0; group < 2 * groups; group++) {
                assertThat(Math.abs(y.select(0, group).mean().item())).isLessThan(1e-5);
                assertThat(y.select(0, group).pow(2).mean().item()).isBetween(1 - 1e-4, 1 + 1e-4);
            }
        });
    }

    @Test
    void anInstanceNormTakesOneSignalWithoutABatch() {
        InstanceNorm1d norm = InstanceNorm1d.of(3).affine(true).build();
        Tensor x = signal(3, 9);
        assertThat(norm.forward(x).equal(norm.forward(x.unsqueeze(0)).squeeze(0)))
                .isTrue();
        assertThatThrownBy(() -> norm.forward(signal(2, 9)))
                .isInstanceOf(ShapeException.class)
                .hasMessage("expected input's size at dim=0 to match num_features (3), but got: 2.");
    }

    @Test
    void anInputOfAnotherTypeIsRefused() {
        assertThatThrownBy(() -> BatchNorm1d.of(2).build().forward(GradCheck.random(3, 2, 5)))
                .isInstanceOf(DTypeException.class)
                .hasMessageContaining("expected scalar type double but found float");
        assertThatThrownBy(() -> LayerNorm.of(5).build().forward(GradCheck.random(3, 2, 5)))
                .isInstanceOf(DTypeException.class);
    }
}
