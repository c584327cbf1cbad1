package tapline.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import tapline.nn.M5;
import tapline.tensor.Activations;
import tapline.tensor.DType;
import tapline.tensor.Generator;
import tapline.tensor.StepMemory;
import tapline.tensor.Tensor;

class StepMemoryTest {
    private static final int STEPS = 4;

    @Test
    void stepsInTheSameMemoryHaveTheBitsOfStepsInNewMemory() {
        StepMemory memory = new StepMemory();
        assertThat(trained(memory::run))
                .usingElementComparator(StepMemoryTest::bits)
                .isEqualTo(trained(Supplier::get));
    }

    @Test
    void aStepUsesTheArraysOfTheStepBefore() {
        Tensor x = new Generator(0).randn(4, 1000).requiresGrad(true);
        StepMemory memory = new StepMemory();
        float[] first = memory.run(() -> Activations.relu(x)).floats();
        float[] second = memory.run(() -> Activations.relu(x)).floats();
        assertThat(second).isSameAs(first);
    }

    @Test
    void aStepWithinAStepIsRefused() {
        StepMemory memory = new StepMemory();
        assertThatThrownBy(() -> memory.run(() -> memory.run(() -> 1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("expected one step at a time, but another one uses this memory");
        assertThat(memory.run(() -> 1)).isEqualTo(1);
    }

    @Test
    void whatIsKeptBeyondAStepIsNotOverwritten() {
        Tensor x = new Generator(0).randn(4, 1000).requiresGrad(true);
        StepMemory memory = new StepMemory();
        Tensor untaped = memory.run(() -> {
            x.mul(x).sum().backward();
            return Activations.relu(x.detach());
        });
        Tensor gradient = x.grad().orElseThrow();
        float[] slopes = gradient.floats().clone();
        float[] values = untaped.floats().clone();
        memory.run(() -> Activations.relu(x.mul(x).mul(x)).sum()).item();
        memory.run(() -> {
            x.mul(-3).sum().backward();
            return Activations.relu(x.mul(x));
        });
        assertThat(gradient.floats()).containsExactly(slopes);
        assertThat(untaped.floats()).containsExactly(values);
    }

    private interface Steps {
        Tensor run(Supplier<Tensor> step);
    }

    /// All weights and running statistics after some steps, of two lengths in turn.
    private static List<Tensor> trained(Steps steps) {
        Generator generator = new Generator(0);
        M5 net = M5.of(1, 4).channels(8, 8).pools(4, 4).generator(generator).build();
        Adam optimizer = Adam.of(net.parameters()).lr(0.01).build();
        for (int i = 0; i < STEPS; i++) {
            Tensor x = generator.randn(DType.FLOAT32, 3, 1, 2000 + 400 * (i % 2));
            steps.run(() -> {
                optimizer.zeroGrad();
                Tensor loss = net.forward(x).mean();
                loss.backward();
                optimizer.step();
                return loss;
            });
        }
        return new ArrayList<>(net.stateDict().values());
    }

    private static int bits(Tensor x, Tensor y) {
        return x.equal(y) ? 0 : 1;
    }
}
