package tapline.train;

import java.util.Comparator;
import java.util.List;

/// How a training went, epoch by epoch. Immutable.
public record TrainingHistory(List<EpochRecord> epochs) {
    public TrainingHistory {
        epochs = List.copyOf(epochs);
    }

    /// The epoch with the least loss, the first of several; the validation loss where there is one. After a
    /// training with a validation the network has the weights of this epoch.
    ///
    /// @throws java.util.NoSuchElementException if there was none
    public EpochRecord best() {
        return epochs.stream()
                .min(Comparator.comparingDouble(EpochRecord::judgedLoss))
                .orElseThrow();
    }

    /// As a table: `epoch,training_loss,validation_loss,learning_rate`, a line for each epoch. Numbers have all
    /// their digits; what isn't there is empty.
    public String toCsv() {
        StringBuilder csv = new StringBuilder("epoch,training_loss,validation_loss,learning_rate\n");
        for (EpochRecord epoch : epochs) {
            csv.append(epoch.epoch())
                    .append(',')
                    .append(epoch.trainingLoss())
                    .append(',')
                    .append(Double.isNaN(epoch.validationLoss()) ? "" : epoch.validationLoss())
                    .append(',')
                    .append(epoch.lr())
                    .append('\n');
        }
        return csv.toString();
    }
}
