package tapline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import tapline.tensor.DType;
import tapline.tensor.GradMode;
import tapline.tensor.Tensor;

/// Compares the gradients of a function with numeric ones, in float64.
public final class GradCheck {
    private static final double STEP = 1e-6;
    private static final double TOLERANCE = 1e-6;

    /// Elements that are looked at in each input: all of a small one, a sample of a large one.
    private static final int ELEMENTS = 24;

    private GradCheck() {}

    /// Checks the gradient of a random weighted sum of the result with respect to the elements of each input.
    ///
    /// @param function of tensors like the inputs; smooth around them
    /// @param inputs float64
    public static void check(Function<List<Tensor>, Tensor> function, List<Tensor> inputs) {
        List<Tensor> leaves =
                inputs.stream().map(input -> input.copy().requiresGrad(true)).toList();
        checkLeaves(() -> function.apply(leaves), leaves);
    }

    /// The same for a result that is computed of leaves, such as the parameters of a layer.
    ///
    /// @param result computes it of the leaves as they are; smooth around them
    /// @param leaves float64, without gradients so far. *Modified*, and restored
    public static void checkLeaves(Supplier<Tensor> result, List<Tensor> leaves) {
        Tensor output = result.get();
        assertThat(output.dtype()).isEqualTo(DType.FLOAT64);
        Tensor weights = random(output.shape().toArray());
        if (output.shape().elements() > 0) {
            output.backward(weights);
        }
        for (int i = 0; i < leaves.size(); i++) {
            Tensor leaf = leaves.get(i);
            Tensor grad = leaf.grad()
                    .orElseGet(() -> Tensor.zeros(DType.FLOAT64, leaf.shape().toArray()));
            assertThat(grad.shape()).isEqualTo(leaf.shape());
            int elements = leaf.shape().elements();
            for (int element = 0; element < elements; element += Math.ceilDiv(elements, ELEMENTS)) {
                double numeric = numeric(result, leaf, element, weights);
                double difference = Math.abs(grad.doubles()[element] - numeric);
                assertThat(difference)
                        .as("input %d, element %d: %s, numerically %s", i, element, grad.doubles()[element], numeric)
                        .isLessThanOrEqualTo(TOLERANCE * Math.max(1, Math.abs(numeric)));
            }
        }
    }

    /// Numbers between -1 and 1, float64, the same for the same shape.
    public static Tensor random(int... shape) {
        int elements = 1;
        for (int size : shape) {
            elements *= size;
        }
        return Tensor.wrap(
                new SplittableRandom(elements).doubles(elements, -1, 1).toArray(), shape);
    }

    private static double numeric(Supplier<Tensor> result, Tensor leaf, int element, Tensor weights) {
        double before = leaf.doubles()[element];
        leaf.doubles()[element] = before + STEP;
        double above = weighted(result, weights);
        leaf.doubles()[element] = before - STEP;
        double below = weighted(result, weights);
        leaf.doubles()[element] = before;
        return (above - below) / (2 * STEP);
    }

    private static double weighted(Supplier<Tensor> result, Tensor weights) {
        return GradMode.noGrad(() -> result.get().mul(weights).sum().item());
    }
}
