package tapline.train;

import tapline.nn.Module;
import tapline.tensor.Generator;

/// Makes a [Trainer]. Not thread-safe.
public final class TrainerBuilder {
    final Module net;
    final Loss loss;
    final Optimizer optimizer;
    int epochs = 1;
    int batchSize = 1;
    int patience = Integer.MAX_VALUE;
    long seed;
    double clipNorm = Double.POSITIVE_INFINITY;
    Scheduler stepScheduler;
    Scheduler epochScheduler;
    Generator generator = Generator.shared();
    TrainingListener listener = TrainingListener.NONE;
    CheckpointStore checkpoints = checkpoint -> {};

    TrainerBuilder(Module net, Loss loss, Optimizer optimizer) {
        this.net = net;
        this.loss = loss;
        this.optimizer = optimizer;
    }

    /// At most how often each example is learned from; 1 if not said.
    public TrainerBuilder epochs(int epochs) {
        ScheduleChecks.positive("epochs", epochs);
        this.epochs = epochs;
        return this;
    }

    /// Examples in a step; 1 if not said, as in PyTorch. The last step of an epoch may have fewer.
    public TrainerBuilder batchSize(int batchSize) {
        ScheduleChecks.positive("batch_size", batchSize);
        this.batchSize = batchSize;
        return this;
    }

    /// What the order of the examples and all random numbers of the training follow from; 0 if not said.
    public TrainerBuilder seed(long seed) {
        this.seed = seed;
        return this;
    }

    /// Where random numbers are drawn from, by layers such as dropout too; [Generator#shared] if not said. It is
    /// seeded anew when an epoch begins, from the seed and the epoch's number: so an epoch is the same whether or
    /// not those before it ran in the same process.
    public TrainerBuilder generator(Generator generator) {
        this.generator = generator;
        return this;
    }

    /// Scales the gradients of each step so that they are together no longer than this ([ClipGrad#norm]).
    public TrainerBuilder clipNorm(double clipNorm) {
        this.clipNorm = clipNorm;
        return this;
    }

    /// Stops after as many epochs without a lower loss; never if not said.
    public TrainerBuilder patience(int patience) {
        ScheduleChecks.positive("patience", patience);
        this.patience = patience;
        return this;
    }

    /// Changes the learning rate after each step, as [OneCycleLR] expects.
    public TrainerBuilder stepScheduler(Scheduler scheduler) {
        stepScheduler = scheduler;
        return this;
    }

    /// Changes the learning rate after each epoch; [ReduceLROnPlateau] sees the validation loss.
    public TrainerBuilder epochScheduler(Scheduler scheduler) {
        epochScheduler = scheduler;
        return this;
    }

    /// Who hears how the training goes.
    public TrainerBuilder listener(TrainingListener listener) {
        this.listener = listener;
        return this;
    }

    /// Who keeps a checkpoint after each epoch.
    public TrainerBuilder checkpoints(CheckpointStore checkpoints) {
        this.checkpoints = checkpoints;
        return this;
    }

    /// The trainer.
    public Trainer build() {
        return new Trainer(this);
    }
}
