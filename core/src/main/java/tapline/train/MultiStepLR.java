package tapline.train;

import java.util.Collections;
import java.util.List;

/// The rate times `gamma` at each milestone: PyTorch's `MultiStepLR`.
///
/// @param milestones epochs; one that stands twice counts twice
public record MultiStepLR(List<Integer> milestones, double gamma) implements Schedule {
    public MultiStepLR {
        milestones = List.copyOf(milestones);
    }

    @Override
    public double lr(int epoch, double current, double base) {
        int times = epoch == 0 ? 0 : Collections.frequency(milestones, epoch);
        return times == 0 ? current : current * StrictMath.pow(gamma, times);
    }
}
