package tapline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
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
        Tensor output = function.apply(leaves);
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
                double numeric = numeric(function, leaves, leaf, element, weights);
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

    private static double numeric(
            Function<List<Tensor>, Tensor> function, List<Tensor> inputs, Tensor input, int element, Tensor weights) {
        double before = input.doubles()[element];
        input.doubles()[element] = before + STEP;
        double above = weighted(function, inputs, weights);
        input.doubles()[element] = before - STEP;
        double below = weighted(function, inputs, weights);
        input.doubles()[element] = before;
        return (above - below) / (2 * STEP);
    }

    private static double weighted(Function<List<Tensor>, Tensor> function, List<Tensor> inputs, Tensor weights) {
        return GradMode.noGrad(() -> function.apply(inputs).mul(weights).sum().item());
    }
}
