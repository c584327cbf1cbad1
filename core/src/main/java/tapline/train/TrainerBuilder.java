package tapline.train;

import tapline.nn.Module;
import tapline.tensor.Generator;

/// Makes a [Trainer]. Not thread-safe.
public final class TrainerBuilder {
    private final Module net;
    private final Loss loss;
    private final Optimizer optimizer;
    private int epochs = 1;
    private int batchSize = 1;
    private int patience = Integer.MAX_VALUE;
    private long seed;
    private double clipNorm = Double.POSITIVE_INFINITY;
    private Scheduler stepScheduler;
    private Scheduler epochScheduler;
    private Generator generator;
    private TrainingListener listener = TrainingListener.NONE;
    private CheckpointStore checkpoints = checkpoint -> {};

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

    /// Where random numbers are drawn from; one of the trainer's own if not said. In each epoch's steps it is the
    /// [Generator#shared] one of the training's thread, so that layers such as dropout draw from it, but for those
    /// that were given another. It is seeded anew when an epoch begins, from the seed and the epoch's number: so an
    /// epoch is the same whether or not those before it ran in the same process, and whatever runs beside it.
    public TrainerBuilder generator(Generator generator) {
        this.generator = generator;
        return this;
    }

    /// Scales the gradients of each step so that they are together no longer than this ([ClipGrad#norm]); they stay
    /// as they are if not said.
    ///
    /// @throws IllegalArgumentException if it is not positive, or not finite
    public TrainerBuilder clipNorm(double clipNorm) {
        ScheduleChecks.check(
                clipNorm > 0 && Double.isFinite(clipNorm),
                "expected a positive, finite norm to clip to, but got " + clipNorm);
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

    /// The trainer. What this is told later is not for it.
    public Trainer build() {
        return new Trainer(new TrainerOptions(
                net,
                loss,
                optimizer,
                epochs,
                batchSize,
                patience,
                seed,
                clipNorm,
                stepScheduler,
                epochScheduler,
                generator == null ? new Generator(seed) : generator,
                listener,
                checkpoints));
    }
}
