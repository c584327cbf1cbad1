package tapline.train;

/// What became of one epoch.
///
/// @param epoch from 1
/// @param trainingLoss the mean over its examples, each at the step that it was used in
/// @param validationLoss the mean over the examples held out, after the epoch; NaN if there are none
/// @param lr the learning rate of its last step
public record EpochRecord(int epoch, double trainingLoss, double validationLoss, double lr) {
    /// What tells whether the epoch was better than others: the validation loss, or else the training loss.
    public double judgedLoss() {
        return Double.isNaN(validationLoss) ? trainingLoss : validationLoss;
    }
}
