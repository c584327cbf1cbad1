package tapline.train;

import java.util.Map;
import tapline.tensor.Tensor;

/// Changes an optimiser's learning rates as training goes on. Not thread-safe.
public sealed interface Scheduler permits LRScheduler, ReduceLROnPlateau {
    /// Goes on to the next epoch, or the next step, whichever the schedule is made for.
    ///
    /// @param metric what is watched, such as the validation loss; only [ReduceLROnPlateau] asks
    void step(double metric);

    /// All that [#loadStateDict] needs to go on exactly from here, but for the rates, which the optimiser has.
    Map<String, Tensor> stateDict();

    /// Takes over the state of a scheduler of the same kind.
    ///
    /// @throws IllegalArgumentException naming what is missing
    void loadStateDict(Map<String, Tensor> state);
}
