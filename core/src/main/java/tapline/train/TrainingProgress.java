package tapline.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tapline.shape.Shape;
import tapline.tensor.Tensor;

/// How far a training is: its epochs so far, and the weights of the best of them. Not thread-safe.
final class TrainingProgress {
    private static final int COLUMNS = 3;
    private static final String HISTORY = "progress.history";
    private static final String SEED = "progress.seed";
    private static final String BEST = "best.";

    private final List<EpochRecord> epochs = new ArrayList<>();
    private Map<String, Tensor> bestWeights = Map.of();
    private long seed;

    TrainingProgress(long seed) {
        this.seed = seed;
    }

    TrainingHistory history() {
        return new TrainingHistory(epochs);
    }

    long seed() {
        return seed;
    }

    /// The weights after the best epoch; empty before the first.
    Map<String, Tensor> bestWeights() {
        return bestWeights;
    }

    /// @param weights after the epoch. *Kept*
    void add(EpochRecord epoch, Map<String, Tensor> weights) {
        if (epochs.isEmpty() || epoch.judgedLoss() < history().best().judgedLoss()) {
            bestWeights = weights;
        }
        epochs.add(epoch);
    }

    int epochsSinceBest() {
        return epochs.isEmpty() ? 0 : epochs.size() - history().best().epoch();
    }

    void store(Map<String, Tensor> checkpoint) {
        double[] rows = new double[epochs.size() * COLUMNS];
        for (int i = 0; i < epochs.size(); i++) {
            EpochRecord epoch = epochs.get(i);
            rows[i * COLUMNS] = epoch.trainingLoss();
            rows[i * COLUMNS + 1] = epoch.validationLoss();
            rows[i * COLUMNS + 2] = epoch.lr();
        }
        checkpoint.put(HISTORY, Tensor.wrap(rows, epochs.size(), COLUMNS));
        // Two halves, each exact as a double.
        checkpoint.put(SEED, Tensor.of((double) (seed >> Integer.SIZE), (double) (int) seed));
        StateReader.putUnder(checkpoint, BEST, bestWeights);
    }

    /// @throws IllegalArgumentException if something is missing
    static TrainingProgress load(Map<String, Tensor> checkpoint) {
        double[] halves = StateReader.tensor(checkpoint, SEED, Shape.of(2)).doubles();
        TrainingProgress progress =
                new TrainingProgress((long) halves[0] << Integer.SIZE | Integer.toUnsignedLong((int) halves[1]));
        Tensor rows = checkpoint.get(HISTORY);
        int count = rows == null || rows.shape().rank() == 0 ? 0 : rows.size(0);
        StateReader.tensor(checkpoint, HISTORY, Shape.of(count, COLUMNS));
        for (int i = 0; i < count; i++) {
            progress.epochs.add(new EpochRecord(i + 1, rows.get(i, 0), rows.get(i, 1), rows.get(i, 2)));
        }
        progress.bestWeights = new LinkedHashMap<>(StateReader.under(checkpoint, BEST));
        return progress;
    }
}
