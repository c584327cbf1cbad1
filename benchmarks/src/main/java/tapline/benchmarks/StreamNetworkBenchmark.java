package tapline.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tapline.stream.Stream;
import tapline.stream.StreamPool;

/// Measures whole networks on live signals: one signal, and many at once.
record StreamNetworkBenchmark(double seconds) {
    private static final double WARM_UP = 3;
    private static final int SLOTS = 10_000;

    /// Streams of their own take more memory than a pool; fewer stay in caches longer, which favours them.
    private static final int STREAMS = 1000;

    /// @param frames that are pushed at once
    StreamNetworkResult run(StreamNetwork network, int frames) {
        Contestant one = new Contestant(network.id(), network.pushing(frames));
        one.warmUp(WARM_UP * seconds);
        Rounds.of(seconds, 1).run(List.of(one));
        return new StreamNetworkResult(network, frames, one.seconds().median() / frames);
    }

    /// A pool, and a stream for each signal, in turns.
    PoolResult pool(StreamNetwork network) {
        StreamPool pool = new StreamPool(network.plan(), SLOTS);
        List<Stream> streams = new ArrayList<>();
        for (int slot = 0; slot < pool.capacity(); slot++) {
            pool.add();
        }
        for (int i = 0; i < STREAMS; i++) {
            streams.add(network.plan().start());
        }
        float[] in = StreamNetwork.signal(pool.capacity());
        float[] together = new float[pool.capacity()];
        float[] alone = new float[STREAMS];
        step(pool, in, together);
        step(streams, in, alone);
        if (!Arrays.equals(together, 0, STREAMS, alone, 0, STREAMS)) {
            throw new IllegalStateException("the pool of " + network.id() + " does not give the streams' bits");
        }
        Contestant ofPool = new Contestant("pool", () -> step(pool, in, together));
        Contestant ofStreams = new Contestant("streams", () -> step(streams, in, alone));
        List<Contestant> both = List.of(ofPool, ofStreams);
        both.forEach(contestant -> contestant.warmUp(WARM_UP * seconds));
        Rounds.of(seconds, 1).run(both);
        return new PoolResult(
                network,
                pool.capacity(),
                ofPool.seconds().median() / pool.capacity(),
                ofStreams.seconds().median() / STREAMS);
    }

    private static void step(StreamPool pool, float[] in, float[] out) {
        pool.push(in, out);
    }

    private static void step(List<Stream> streams, float[] in, float[] out) {
        for (int i = 0; i < out.length; i++) {
            streams.get(i).push(in, i, 1, out, i);
        }
    }
}
