package tapline.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import tapline.nn.Module;
import tapline.nn.Parameter;
import tapline.tensor.DType;
import tapline.tensor.GradMode;
import tapline.tensor.StepMemory;
import tapline.tensor.Tensor;

/// Trains a network: epochs of shuffled batches, a validation after each, and the best weights in the end.
///
/// ```java
/// Trainer trainer = Trainer.of(net, loss, Adam.of(net.parameters()).build())
///         .epochs(50)
///         .batchSize(32)
///         .patience(5)
///         .build();
/// TrainingHistory history = trainer.fit(parts.get(0), parts.get(1));
/// ```
///
/// The same network, data and seed give the same bits, whatever the number of threads, and whether or not a
/// training was stopped and resumed from a checkpoint in between. What network and loss compute on the tape is good
/// for its step: a later one writes over it, so keep a copy of what is read later. Not thread-safe; nobody else may
/// change the
/// network or the optimiser meanwhile.
public final class Trainer {
    private static final int VALIDATION_BATCH = 64;

    private final TrainerOptions options;
    private final Module net;
    private final Optimizer optimizer;
    private TrainingProgress progress;

    Trainer(TrainerOptions options) {
        this.options = options;
        net = options.net();
        optimizer = options.optimizer();
        progress = new TrainingProgress(options.seed());
    }

    /// Begins a trainer.
    ///
    /// @param loss of the network's output and the target, as a single number
    /// @param optimizer of the network's parameters
    public static TrainerBuilder of(Module net, Loss loss, Optimizer optimizer) {
        return new TrainerBuilder(net, loss, optimizer);
    }

    /// Trains without a validation: the network ends with the weights of its last epoch.
    ///
    /// @throws TrainingException if a loss is not finite; the network then has the weights of its best epoch, if
    ///     one was finished
    /// @throws UncheckedIOException if a checkpoint can't be kept
    public TrainingHistory fit(Dataset training) {
        fitOrGoBack(training, null);
        return progress.history();
    }

    /// Trains until the epochs are over, or the validation loss has not fallen for as many epochs as the patience
    /// says. The network ends with the weights of its best epoch.
    ///
    /// @throws TrainingException if a loss is not finite; the network then has the weights of its best epoch, if
    ///     one was finished
    /// @throws UncheckedIOException if a checkpoint can't be kept
    public TrainingHistory fit(Dataset training, Dataset validation) {
        fitOrGoBack(training, validation);
        net.loadStateDict(progress.bestWeights());
        return progress.history();
    }

    private void fitOrGoBack(Dataset training, Dataset validation) {
        try {
            run(training, validation);
        } catch (TrainingException e) {
            if (!progress.bestWeights().isEmpty()) {
                net.loadStateDict(progress.bestWeights());
            }
            throw e;
        }
    }

    private void run(Dataset training, Dataset validation) {
        if (training.size() == 0 || (validation != null && validation.size() == 0)) {
            throw new IllegalArgumentException("expected at least one example to train and to validate on");
        }
        for (int epoch = progress.history().epochs().size() + 1; epoch <= options.epochs(); epoch++) {
            if (progress.epochsSinceBest() >= options.patience()) {
                break;
            }
            int number = epoch;
            Trained trained = options.generator().asShared(() -> train(training, number));
            double validated = validation == null ? Double.NaN : loss(validation);
            if (validation != null && !Double.isFinite(validated)) {
                throw new TrainingException("expected a finite validation loss, but it is " + validated
                        + " after epoch " + epoch + " with learning rate " + rate());
            }
            finish(new EpochRecord(epoch, trained.loss(), validated, trained.lr()));
        }
        net.eval();
    }

    private double rate() {
        return optimizer.groups().getFirst().lr();
    }

    /// @param loss the mean over the epoch's examples
    /// @param lr the learning rate of its last step
    private record Trained(double loss, double lr) {}

    /// One epoch of steps.
    private Trained train(Dataset training, int epoch) {
        net.train();
        options.generator().manualSeed(new SplittableRandom(progress.seed() ^ (long) epoch << Integer.SIZE).nextLong());
        int[] order = options.generator().randperm(training.size());
        int steps = Math.ceilDiv(order.length, options.batchSize());
        double sum = 0;
        double lr = rate();
        StepMemory memory = new StepMemory();
        for (int step = 1; step <= steps; step++) {
            int end = Math.min(order.length, step * options.batchSize());
            int[] indices = Arrays.copyOfRange(order, (step - 1) * options.batchSize(), end);
            lr = rate();
            Batch batch = training.batch(indices);
            int number = step;
            double loss = memory.run(() -> step(batch, epoch, number));
            sum += loss * indices.length;
            options.listener().onStep(new TrainingListener.Step(epoch, options.epochs(), step, steps, loss));
            if (options.stepScheduler() != null) {
                options.stepScheduler().step(loss);
            }
        }
        return new Trained(sum / order.length, lr);
    }

    private double step(Batch batch, int epoch, int step) {
        optimizer.zeroGrad();
        Tensor loss = options.loss().forward(net.forward(batch.input()), batch.target());
        loss.backward();
        double value = loss.item();
        if (!Double.isFinite(value)) {
            throw new TrainingException("expected a finite loss, but it is " + value + " in step " + step + " of epoch "
                    + epoch + " with learning rate " + rate() + "; " + firstBadGradient());
        }
        if (options.clipNorm() < Double.POSITIVE_INFINITY) {
            ClipGrad.norm(optimizer.parameters(), options.clipNorm());
        }
        optimizer.step();
        return value;
    }

    private String firstBadGradient() {
        for (Map.Entry<String, Parameter> parameter : net.namedParameters().entrySet()) {
            if (parameter.getValue().grad().map(Trainer::isFinite).orElse(true)) {
                continue;
            }
            return "the first parameter whose gradient isn't finite is " + parameter.getKey();
        }
        return "all gradients are finite";
    }

    private static boolean isFinite(Tensor gradient) {
        double[] values = gradient.to(DType.FLOAT64).doubles();
        return Arrays.stream(values).allMatch(Double::isFinite);
    }

    /// The mean loss of all examples, without learning from them.
    private double loss(Dataset dataset) {
        net.eval();
        double sum = 0;
        for (int begin = 0; begin < dataset.size(); begin += VALIDATION_BATCH) {
            int[] indices = IntStream.range(begin, Math.min(dataset.size(), begin + VALIDATION_BATCH))
                    .toArray();
            Batch batch = dataset.batch(indices);
            sum += indices.length
                    * GradMode.noGrad(() -> options.loss()
                            .forward(net.forward(batch.input()), batch.target())
                            .item());
        }
        return sum / dataset.size();
    }

    private void finish(EpochRecord epoch) {
        progress.add(epoch, net.stateDict());
        if (options.epochScheduler() != null) {
            options.epochScheduler().step(epoch.judgedLoss());
        }
        try {
            options.checkpoints().save(checkpoint());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        options.listener().onEpoch(epoch);
    }

    private Map<String, Tensor> checkpoint() {
        Map<String, Tensor> checkpoint = new LinkedHashMap<>();
        StateReader.putUnder(checkpoint, "model.", net.stateDict());
        StateReader.putUnder(checkpoint, "optimizer.", optimizer.stateDict());
        schedulers().forEach((name, scheduler) -> StateReader.putUnder(checkpoint, name + ".", scheduler.stateDict()));
        progress.store(checkpoint);
        return checkpoint;
    }

    private Map<String, Scheduler> schedulers() {
        Map<String, Scheduler> schedulers = new LinkedHashMap<>();
        if (options.stepScheduler() != null) {
            schedulers.put("step_scheduler", options.stepScheduler());
        }
        if (options.epochScheduler() != null) {
            schedulers.put("epoch_scheduler", options.epochScheduler());
        }
        return schedulers;
    }

    /// Goes back to where a training of the same network, with the same options, was when it kept this checkpoint:
    /// [#fit] then does what remains, with that training's seed, and ends with the bits that it would have ended
    /// with.
    ///
    /// @param checkpoint what a [CheckpointStore] was given
    /// @throws IllegalArgumentException if something is missing, of another shape, or nothing of this training;
    ///     nothing has changed then
    public void resume(Map<String, Tensor> checkpoint) {
        TrainingProgress loaded = TrainingProgress.load(checkpoint);
        Map<String, Tensor> before = checkpoint();
        try {
            if (!loaded.history().epochs().isEmpty()) {
                // Only to see now, and not when the training ends, that they fit.
                net.loadStateDict(loaded.bestWeights());
            }
            loadParts(checkpoint);
        } catch (RuntimeException e) {
            loadParts(before);
            throw e;
        }
        progress = loaded;
        options.listener().onResume(progress.history());
    }

    private void loadParts(Map<String, Tensor> checkpoint) {
        net.loadStateDict(StateReader.under(checkpoint, "model."));
        optimizer.loadStateDict(StateReader.under(checkpoint, "optimizer."));
        schedulers().forEach((name, scheduler) -> scheduler.loadStateDict(StateReader.under(checkpoint, name + ".")));
    }
}
