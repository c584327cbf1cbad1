package tapline.cli.forecast;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tapline.formats.Signal;
import tapline.tensor.Generator;
import tapline.tensor.Losses;
import tapline.tensor.Reduction;
import tapline.tensor.Tensor;
import tapline.train.AdamW;
import tapline.train.LRScheduler;
import tapline.train.Loss;
import tapline.train.Normalization;
import tapline.train.OneCycleLR;
import tapline.train.Optimizer;
import tapline.train.Trainer;
import tapline.train.TrainerBuilder;
import tapline.train.TrainingHistory;
import tapline.train.TrainingListener;
import tapline.train.Windows;

/// Trains a forecaster on the first three quarters of a signal, and judges it, beside two baselines, on the rest.
final class ForecastTraining {
    private static final double CLIP = 1;
    private static final int WINDOWS_PER_LENGTH = 8;

    private final TrainingPlan plan;
    private final Signal signal;
    private final Tensor series;
    private final int target;
    private final TimeSplit split;
    private final ForecastModel model;
    private final Generator generator;

    /// @param signal with finite samples
    /// @param target the channel that is forecast, from 0
    /// @throws IllegalArgumentException if the signal is too short for the plan, has too many channels, or never
    ///     changes where it is learned from
    ForecastTraining(TrainingPlan plan, Signal signal, int target) {
        this.plan = plan;
        this.target = target;
        this.signal = signal;
        series = signal.samples();
        split = new TimeSplit(signal.length());
        generator = new Generator(plan.seed);
        long least = (long) plan.window + plan.horizon;
        if (split.testBegin() - split.trainingEnd() < least) {
            throw new IllegalArgumentException("expected a signal of which " + least
                    + " samples (--window and --horizon) fit into the " + (split.testBegin() - split.trainingEnd())
                    + " of " + signal.length() + " that validate; a smaller --window may do");
        }
        int most = LinearAutoregression.MOST_UNKNOWNS - 1;
        if (signal.channels() > most) {
            throw new IllegalArgumentException("expected at most " + most + " channels, but got " + signal.channels());
        }
        requireChange();
        Tensor changes = Changes.within(series.slice(0, target, target + 1), plan.horizon);
        ForecastSettings settings = new ForecastSettings(
                signal.channelNames(),
                target,
                plan.horizon,
                plan.channels,
                plan.kernelSize,
                signal.sampleRate(),
                Normalization.fit(Changes.within(series, 1), 1, split.trainingEnd()),
                Normalization.fit(changes, plan.horizon, split.trainingEnd()));
        model = ForecastModel.untrained(settings, plan.dropout, generator);
    }

    private void requireChange() {
        Tensor learned = series.slice(0, target, target + 1).slice(1, 0, split.trainingEnd());
        float[] samples = learned.floats();
        for (float sample : samples) {
            if (sample != samples[0]) {
                return;
            }
        }
        throw new IllegalArgumentException("expected samples that change, but " + column() + " is " + samples[0]
                + " in all of the " + samples.length + " that are learned from");
    }

    private String column() {
        String name = signal.channelNames().get(target);
        return name.isEmpty() ? "channel " + (target + 1) : "column '" + name + "'";
    }

    /// What the training was asked for, and of what signal, by which a checkpoint tells what it is of.
    Map<String, String> toMetadata() {
        Map<String, String> words = plan.toMetadata();
        words.put("--column", Integer.toString(target + 1));
        words.put("columns", signal.channelNames().toString());
        words.put("length", Integer.toString(signal.length()));
        words.put("samples of CRC-32", Long.toHexString(Checksum.of(series.floats())));
        return words;
    }

    ForecastModel model() {
        return model;
    }

    TimeSplit split() {
        return split;
    }

    /// The root of a loss of 1, in the signal's own units.
    double unit() {
        return model.settings().changeScale().std().getFirst();
    }

    /// Whether a training ended before its last epoch, since it found no better one.
    boolean isStoppedEarly(TrainingHistory history) {
        return history.epochs().size() < plan.epochs;
    }

    /// Trains; the model then has its best weights.
    ///
    /// @param checkpoints where to keep checkpoints, or null for nowhere
    /// @param resume whether to go on from the checkpoint that is there
    TrainingHistory run(TrainingListener listener, CheckpointFile checkpoints, boolean resume) throws IOException {
        Windows windows = Windows.of(model.features(series), plan.window, plan.horizon)
                .targets(model.targets(series))
                .stride(Math.max(1, plan.window / WINDOWS_PER_LENGTH));
        Windows training = windows.between(0, split.trainingEnd());
        Windows validation = windows.between(split.trainingEnd(), split.testBegin());
        Optimizer optimizer =
                AdamW.of(model.net().parameters()).lr(plan.learningRate).build();
        int steps = Math.multiplyExact(plan.epochs, Math.ceilDiv(training.size(), plan.batchSize));
        TrainerBuilder builder = Trainer.of(model.net(), loss(), optimizer)
                .epochs(plan.epochs)
                .batchSize(plan.batchSize)
                .seed(plan.seed)
                .generator(generator)
                .clipNorm(CLIP)
                .stepScheduler(LRScheduler.of(optimizer, OneCycleLR.of(plan.learningRate, steps)))
                .listener(listener);
        if (plan.patience != null) {
            builder.patience(plan.patience);
        }
        if (checkpoints != null) {
            builder.checkpoints(checkpoints);
        }
        Trainer trainer = builder.build();
        if (resume && checkpoints.exists()) {
            trainer.resume(checkpoints.load());
        }
        try {
            return trainer.fit(training, validation);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /// The mean square error of the samples that have seen as much of the past as they will in use, or at least
    /// half a window.
    private Loss loss() {
        int skipped = Math.min(model.net().receptiveField() - 1, plan.window / 2);
        return (output, truth) -> Losses.mseLoss(
                output.slice(2, skipped, plan.window), truth.slice(2, skipped, plan.window), Reduction.MEAN);
    }

    /// Forecasts of the last quarter, by the network and by the baselines, which learn from all that comes before.
    Forecasts judge() {
        List<Baseline> baselines = List.of(
                LinearAutoregression.fit(
                        series, 0, split.testBegin(), model.net().receptiveField(), target, plan.horizon),
                new Baseline.Persistence(target));
        List<Forecasts.Method> methods = new ArrayList<>();
        methods.add(new Forecasts.Method("network", model.forecast(series)));
        baselines.forEach(baseline -> methods.add(new Forecasts.Method(baseline.name(), baseline.forecast(series))));
        return new Forecasts(
                plan.horizon, split.testBegin() + plan.horizon, series.size(1), model.target(series), methods);
    }
}
