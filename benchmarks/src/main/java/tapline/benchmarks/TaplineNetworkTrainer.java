package tapline.benchmarks;

import java.util.ArrayList;
import java.util.List;
import tapline.tensor.StepMemory;
import tapline.tensor.Tensor;
import tapline.train.Adam;

/// Tapline's training steps of a network, with Adam.
final class TaplineNetworkTrainer implements Trainer {
    private final NetworkData data;
    private final Adam optimizer;
    private final StepMemory memory = new StepMemory();
    private final List<float[]> losses = new ArrayList<>();

    TaplineNetworkTrainer(NetworkData data) {
        this.data = data;
        data.network().train();
        optimizer = Adam.of(data.network().parameters()).build();
    }

    @Override
    public void step() {
        Tensor loss = memory.run(this::trained);
        if (losses.size() < TrainingTask.CHECKED_STEPS) {
            losses.add(new float[] {(float) loss.item()});
        }
    }

    private Tensor trained() {
        optimizer.zeroGrad();
        Tensor loss = data.loss().apply(data.network().forward(data.input()), data.target());
        loss.backward();
        optimizer.step();
        return loss;
    }

    @Override
    public List<float[]> outcome() {
        return losses;
    }

    @Override
    public void close() {}
}
