package tapline.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import tapline.tensor.Compute;
import tapline.tensor.Tensor;

/// Measures networks one after the other: compares all results, warms all libraries up, then times them in turn.
///
/// @param seconds of samples for each library, and a third of the longest warm-up
record NetworksBenchmark(double seconds) {
    private static final double WARM_UP = 3;
    private static final double NANO = 1e-9;

    private record Loaded(NetworkRunner runner, double seconds) {}

    NetworkResult run(NetworkTask task, int batch, int threads) {
        Compute.warmUp();
        return Compute.withThreads(threads, () -> measure(task, batch, threads));
    }

    private NetworkResult measure(NetworkTask task, int batch, int threads) {
        Tensor input = task.input(batch);
        List<Loaded> all = new ArrayList<>();
        try {
            all.add(load(() -> TaplineNetwork.forInference(task, input)));
            all.add(load(() -> TaplineNetwork.plain(task, input)));
            all.add(load(() -> new LibTorchNetwork(task, input, threads)));
            all.add(load(() -> OnnxRuntimeNetwork.of(task, input, threads)));
            return time(task, batch, threads, all);
        } finally {
            all.forEach(loaded -> loaded.runner.close());
        }
    }

    private static Loaded load(Supplier<NetworkRunner> maker) {
        long start = System.nanoTime();
        NetworkRunner runner = maker.get();
        return new Loaded(runner, (System.nanoTime() - start) * NANO);
    }

    private NetworkResult time(NetworkTask task, int batch, int threads, List<Loaded> all) {
        float[] expected = TaplineNetwork.plain(task, task.input(batch)).result();
        Map<Loaded, Double> deviations = new LinkedHashMap<>();
        Map<Loaded, Contestant> contestants = new LinkedHashMap<>();
        for (Loaded loaded : all) {
            double deviation = TrainingTask.deviation(List.of(expected), List.of(loaded.runner.result()));
            deviations.put(loaded, deviation);
            if (deviation <= 1) {
                contestants.put(loaded, new Contestant(loaded.runner.name(), loaded.runner::run));
            }
        }
        List<Contestant> timed = List.copyOf(contestants.values());
        timed.forEach(contestant -> contestant.warmUp(WARM_UP * seconds));
        long allocated = Allocation.bytes(all.getFirst().runner::run);
        Rounds.of(seconds, threads).run(timed);
        List<NetworkResult.Run> runs = all.stream()
                .map(loaded -> new NetworkResult.Run(
                        loaded.runner.name(),
                        loaded.seconds,
                        deviations.get(loaded),
                        contestants.containsKey(loaded)
                                ? contestants.get(loaded).seconds()
                                : null))
                .toList();
        return new NetworkResult(task.id(), batch, threads, allocated, runs);
    }
}
