package tapline.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import tapline.shape.ShapeException;
import tapline.tensor.DType;

/// Modules ask for their parameters before there is memory for them.
class ParameterLimitTest {
    private static Module made() {
        return Sequential.of(
                Conv1d.of(2, 3, 5).build(),
                BatchNorm1d.of(3).build(),
                new PReLU(3, 0.25, DType.FLOAT32),
                Linear.of(4, 2).build());
    }

    private static int elements(Module module) {
        return module.stateDict().values().stream()
                .mapToInt(tensor -> tensor.shape().elements())
                .sum();
    }

    @Test
    void whatAllTogetherNeedIsEnoughAndLessIsNot() {
        // The count of batches, a single number, is not asked for.
        int needed = elements(made()) - 1;

        assertThat(elements(ParameterLimit.within(needed, ParameterLimitTest::made)))
                .isEqualTo(needed + 1);
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> ParameterLimit.within(needed - 1, ParameterLimitTest::made))
                .withMessage("expected at most " + (needed - 1)
                        + " elements of parameters in all, but [2] are more than " + "the 1 that are left");
    }

    @Test
    void aLimitWithinAnotherIsNoLarger() {
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> ParameterLimit.within(
                        3,
                        () -> ParameterLimit.within(1000, () -> Linear.of(2, 2).build())))
                .withMessageContaining("expected at most 3 elements");
    }

    @Test
    void aLimitCountsWhatThoseWithinTake() {
        Module each = Linear.of(2, 2).build();
        int needed = elements(each);

        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> ParameterLimit.within(
                        2 * needed - 1,
                        () -> Sequential.of(
                                ParameterLimit.within(
                                        needed, () -> Linear.of(2, 2).build()),
                                ParameterLimit.within(
                                        needed, () -> Linear.of(2, 2).build()))))
                .withMessageContaining("expected at most " + (needed - 1) + " elements");
    }
}
