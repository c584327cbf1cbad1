package tapline.train;

import java.util.Map;
import tapline.shape.Shape;
import tapline.tensor.Tensor;

/// Sets an optimiser's learning rates after a [Schedule]: PyTorch's `torch.optim.lr_scheduler`. Not thread-safe.
public final class LRScheduler implements Scheduler {
    private final Optimizer optimizer;
    private final Schedule schedule;
    private double[] baseRates;
    private int epoch;

    private LRScheduler(Optimizer optimizer, Schedule schedule) {
        this.optimizer = optimizer;
        this.schedule = schedule;
        baseRates = optimizer.groups().stream().mapToDouble(ParameterGroup::lr).toArray();
        apply();
    }

    /// Sets the rates of epoch 0 at once; each [#step()] goes on to the next.
    public static LRScheduler of(Optimizer optimizer, Schedule schedule) {
        return new LRScheduler(optimizer, schedule);
    }

    /// Goes on to the next epoch.
    public void step() {
        epoch++;
        apply();
    }

    @Override
    public void step(double metric) {
        step();
    }

    private void apply() {
        for (int i = 0; i < baseRates.length; i++) {
            ParameterGroup group = optimizer.groups().get(i);
            group.lr(schedule.lr(epoch, group.lr(), baseRates[i]));
            if (optimizer.hasMomentum()) {
                schedule.momentum(epoch).ifPresent(group::momentum);
            }
        }
    }

    @Override
    public Map<String, Tensor> stateDict() {
        return Map.of("last_epoch", Tensor.scalar((double) epoch), "base_lrs", Tensor.of(baseRates));
    }

    @Override
    public void loadStateDict(Map<String, Tensor> state) {
        Tensor rates = StateReader.tensor(state, "base_lrs", Shape.of(baseRates.length));
        epoch = (int) StateReader.number(state, "last_epoch");
        baseRates = rates.doubles().clone();
    }
}
