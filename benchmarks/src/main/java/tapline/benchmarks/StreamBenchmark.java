package tapline.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tapline.stream.Stream;
import tapline.tensor.Functional;
import tapline.tensor.Tensor;

/// Measures layers on live signals: Tapline's streams, and other libraries, which have none, on the windows that
/// the newest frames need. They are not charged for keeping those.
record StreamBenchmark(double seconds) {
    private static final double WARM_UP = 3;
    private static final int CALLS = 100_000;
    private static final double RARE = 0.999;
    private static final List<PeerLibrary> PEERS = List.of(PeerLibrary.LIBTORCH, PeerLibrary.ONNXRUNTIME);

    static List<String> peers() {
        return PEERS.stream().map(PeerLibrary::label).toList();
    }

    /// @throws IllegalStateException if a stream doesn't give the batch's bits, or a library another result
    StreamResult run(StreamLayer layer, int frames) {
        ConvData data = ConvData.of(layer.windows(frames));
        float[] expected = checkedBatch(layer, data);
        Contestant own = new Contestant(PeerLibrary.TAPLINE.label(), pushing(layer, data, frames));
        Map<Contestant, Peer> peers = new LinkedHashMap<>();
        try {
            Agreement agreement = new Agreement(layer.terms(), expected, batch(data.magnitudes()));
            for (PeerLibrary library : PEERS) {
                Peer peer = library.get();
                peers.put(new Contestant(library.label(), peer::run), peer);
                peer.prepare(data, 1);
                if (agreement.deviation(peer.result()) > 1) {
                    throw new IllegalStateException(library.label() + " gives another result for " + layer.id());
                }
            }
            List<Contestant> all = new ArrayList<>(peers.keySet());
            all.add(own);
            all.forEach(contestant -> contestant.warmUp(WARM_UP * seconds));
            Rounds.of(seconds, 1).run(all);
        } finally {
            peers.values().forEach(Peer::close);
        }
        double limit = StreamLimit.measure(layer).seconds(layer, frames) / frames;
        double tail = tail(pushing(layer, data, frames));
        Map<String, Samples> others = new LinkedHashMap<>();
        peers.keySet().forEach(peer -> others.put(peer.name(), perFrame(peer, frames)));
        return new StreamResult(layer, frames, perFrame(own, frames), tail, limit, others);
    }

    /// A call that pushes one frame after the other.
    ///
    /// @throws IllegalStateException if a stream doesn't give the batch's bits
    static Runnable checkedStep(StreamLayer layer) {
        ConvData data = ConvData.of(layer.windows(1));
        checkedBatch(layer, data);
        return pushing(layer, data, 1);
    }

    private static float[] checkedBatch(StreamLayer layer, ConvData data) {
        float[] expected = batch(data);
        if (!Arrays.equals(layer.streamed(data), expected)) {
            throw new IllegalStateException("the stream of " + layer.id() + " does not give the batch's bits");
        }
        return expected;
    }

    private static float[] batch(ConvData data) {
        Tensor weight = Tensor.wrap(data.weight(), data.shape().weightSizes());
        Tensor input = Tensor.wrap(data.input(), data.shape().inputSizes());
        Tensor bias = Tensor.wrap(data.bias(), data.shape().outChannels());
        return Functional.conv1d(input, weight, bias, data.shape().options()).floats();
    }

    /// A call that pushes the next frames, from the beginning again behind the last.
    private static Runnable pushing(StreamLayer layer, ConvData data, int frames) {
        Stream stream = layer.stream(data);
        float[] in = layer.frames(data);
        float[] out = new float[frames * layer.channels()];
        int last = in.length - frames * layer.channels();
        int[] at = new int[1];
        return () -> {
            stream.push(in, at[0], frames, out, 0);
            at[0] = at[0] >= last ? 0 : Math.min(last, at[0] + frames * layer.channels());
        };
    }

    /// How long rare calls take, in medians; what the clock itself takes is left out.
    private static double tail(Runnable call) {
        double clock = quantiles(() -> {})[0];
        double[] quantiles = quantiles(call);
        return (quantiles[1] - clock) / (quantiles[0] - clock);
    }

    private static double[] quantiles(Runnable call) {
        long[] nanos = new long[CALLS];
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < CALLS; i++) {
                long start = System.nanoTime();
                call.run();
                nanos[i] = System.nanoTime() - start;
            }
        }
        Arrays.sort(nanos);
        return new double[] {nanos[CALLS / 2], nanos[(int) (CALLS * RARE)]};
    }

    private static Samples perFrame(Contestant contestant, int frames) {
        return new Samples(Arrays.stream(contestant.seconds().values())
                .map(call -> call / frames)
                .toArray());
    }
}
