package tapline.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tapline.RandomCases;

class PreluTest {
    @Test
    void gradientsAreThoseOfFloat64WithAnyNumberOfThreads() {
        RandomCases.forEach(8, random -> {
            Generator generator = new Generator(random.nextLong());
            int channels = 1 + random.nextInt(6);
            Tensor x = generator.randn(DType.FLOAT32, 3, channels, 1 + random.nextInt(12_000));
            Tensor weight = generator.rand(DType.FLOAT32, random.nextBoolean() ? 1 : channels);
            List<Tensor> exact = gradients(x.to(DType.FLOAT64), weight.to(DType.FLOAT64));
            List<Tensor> alone = Compute.withThreads(1, () -> gradients(x, weight));
            List<Tensor> several = Compute.withThreads(3, () -> gradients(x, weight));
            for (int i = 0; i < exact.size(); i++) {
                assertThat(alone.get(i).to(DType.FLOAT64).allClose(exact.get(i), 1e-6, 1e-6))
                        .isTrue();
                assertThat(several.get(i).equal(alone.get(i))).isTrue();
            }
        });
    }

    private static List<Tensor> gradients(Tensor x, Tensor weight) {
        Tensor leaf = x.requiresGrad(true);
        Tensor slope = weight.requiresGrad(true);
        Activations.prelu(leaf, slope).mul(x).sum().backward();
        return List.of(leaf.grad().orElseThrow(), slope.grad().orElseThrow());
    }
}
