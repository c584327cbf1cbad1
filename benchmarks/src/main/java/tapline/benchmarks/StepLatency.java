package tapline.benchmarks;

import java.util.List;

/// How long single steps of a layer take, rare ones above all, and beside them the same loop without the step.
///
/// @param steps that are timed, each by itself
record StepLatency(long steps) {
    /// Layers of which ten million steps last seconds.
    private static final List<StreamLayer> LAYERS =
            List.of(new StreamLayer(8, 7, 1), new StreamLayer(16, 15, 1), new StreamLayer(16, 3, 8));

    private static final long WARM_UP_SHARE = 10;

    /// The layers' steps, each checked against the batch's bits first, and the timer's.
    List<LatencyResult> run() {
        return LAYERS.stream().map(this::measure).toList();
    }

    LatencyResult measure(StreamLayer layer) {
        Runnable step = StreamBenchmark.checkedStep(layer);
        NanoHistogram work = new NanoHistogram();
        NanoHistogram timer = new NanoHistogram();
        work.fill(step, steps / WARM_UP_SHARE);
        timer.fill(() -> {}, steps / WARM_UP_SHARE);
        work.fill(step, steps);
        timer.fill(() -> {}, steps);
        return new LatencyResult(layer, work, timer);
    }
}
