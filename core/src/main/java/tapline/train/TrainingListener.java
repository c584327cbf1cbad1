package tapline.train;

/// Hears how a training goes, on the thread that trains.
public interface TrainingListener {
    /// One that doesn't listen.
    TrainingListener NONE = new TrainingListener() {};

    /// Called when a training goes on from a checkpoint.
    ///
    /// @param history of the epochs before
    default void onResume(TrainingHistory history) {}

    /// Called after each step of the optimiser.
    default void onStep(Step step) {}

    /// Called after each epoch.
    default void onEpoch(EpochRecord epoch) {}

    /// A step of the optimiser.
    ///
    /// @param epoch from 1
    /// @param epochs how many there may be
    /// @param step in its epoch, from 1
    /// @param steps in each epoch
    /// @param loss of its batch
    record Step(int epoch, int epochs, int step, int steps, double loss) {}
}
