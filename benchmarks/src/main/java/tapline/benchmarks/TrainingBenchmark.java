package tapline.benchmarks;

import java.util.List;
import tapline.tensor.Compute;

/// Measures training steps of one task after the other: compares what the first steps lead to, warms both libraries
/// up, then times them in turn.
///
/// @param seconds of samples for each library, and a third of the longest warm-up
record TrainingBenchmark(double seconds) {
    private static final double WARM_UP = 3;

    TrainingResult run(TrainingTask task, int threads) {
        Compute.warmUpTraining();
        return Compute.withThreads(threads, () -> {
            TrainingResult usual = measure(task, threads, "");
            return usual.isRight() ? usual : withoutOneDnn(task, threads, usual.deviation());
        });
    }

    /// On some processors oneDNN's gradients are wrong.
    private TrainingResult withoutOneDnn(TrainingTask task, int threads, double deviation) {
        LibTorch.useOneDnn(false);
        try {
            String note = "LibTorch without oneDNN; with it, its outcome differs from Tapline's by "
                    + Quantity.threeDigits(deviation) + " tolerances";
            return measure(task, threads, note);
        } finally {
            LibTorch.useOneDnn(true);
        }
    }

    private TrainingResult measure(TrainingTask task, int threads, String note) {
        try (Trainer tapline = task.tapline().apply(threads);
                Trainer libtorch = task.libtorch().apply(threads)) {
            for (int i = 0; i < task.checkedSteps(); i++) {
                tapline.step();
                libtorch.step();
            }
            double deviation = TrainingTask.deviation(libtorch.outcome(), tapline.outcome());
            if (!(deviation <= 1)) {
                return new TrainingResult(task.id(), task.category(), threads, deviation, 0, null, null, note);
            }
            Contestant own = new Contestant("tapline", tapline::step);
            Contestant other = new Contestant("libtorch", libtorch::step);
            List<Contestant> both = List.of(own, other);
            both.forEach(contestant -> contestant.warmUp(WARM_UP * seconds));
            long allocated = Allocation.bytes(tapline::step);
            Rounds.of(seconds, threads).run(both);
            return new TrainingResult(
                    task.id(), task.category(), threads, deviation, allocated, own.seconds(), other.seconds(), note);
        }
    }
}
