package tapline.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import tapline.RandomCases;

/// Arrays of gradients are used anew in float32 alone: float64 is what the results are compared with.
class GradientArraysTest {
    private static final int LEAVES = 3;
    private static final int STEPS = 25;

    @Test
    void gradientsThatShareArraysAreNotOverwrittenWhileTheyAreRead() {
        RandomCases.forEach(40, random -> {
            long seed = random.nextLong();
            List<Tensor> floats = gradients(DType.FLOAT32, seed);
            List<Tensor> doubles = gradients(DType.FLOAT64, seed);
            for (int i = 0; i < floats.size(); i++) {
                Tensor actual = floats.get(i).to(DType.FLOAT64);
                assertThat(actual.allClose(doubles.get(i), 1e-4, 1e-4)).isTrue();
            }
        });
    }

    @Test
    void whatALeafHasKeptIsNotUsedAnew() {
        Tensor x = Tensor.of(1f, -2f, 3f).requiresGrad(true);
        Tensor loss = Activations.tanh(x.add(x.mul(x))).mul(2).sum();
        loss.backwardRetainingGraph(Tensor.scalar(1f));
        Tensor first = x.grad().orElseThrow();
        float[] before = first.floats().clone();
        x.zeroGrad();
        loss.backward();
        assertThat(first.floats()).containsExactly(before);
        assertThat(x.grad().orElseThrow().floats()).containsExactly(before);
    }

    /// The leaves' gradients of a random tape, walked back twice.
    private static List<Tensor> gradients(DType dtype, long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        List<Tensor> made = new ArrayList<>();
        for (int i = 0; i < LEAVES; i++) {
            double[] values = random.doubles(24, -1, 1).map(v -> (float) v).toArray();
            made.add(Tensor.wrap(values, 4, 6).to(dtype).requiresGrad(true));
        }
        for (int i = 0; i < STEPS; i++) {
            made.add(step(made.get(random.nextInt(made.size())), made.get(random.nextInt(made.size())), random));
        }
        Tensor loss = made.stream()
                .skip(LEAVES + STEPS / 2)
                .reduce(Tensor::add)
                .orElseThrow()
                .sum();
        loss.backwardRetainingGraph(Tensor.scalar(1f).to(dtype));
        loss.backward();
        return made.stream().limit(LEAVES).flatMap(leaf -> leaf.grad().stream()).toList();
    }

    private static Tensor step(Tensor x, Tensor y, RandomGenerator random) {
        return switch (random.nextInt(6)) {
            case 0 -> x.add(y).mul(0.5);
            case 1 -> Activations.tanh(x.mul(y));
            case 2 -> Activations.tanh(x.sub(y).reshape(24)).reshape(4, 6);
            case 3 -> Activations.tanh(x.add(x));
            case 4 -> Activations.tanh(x.add(y.mean()));
            default -> x.reshape(6, 4).reshape(4, 6);
        };
    }
}
