package tapline.benchmarks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Measures one shape after the other: checks each library's result, warms all of them up, then times them in turn.
///
/// @param peers beside Tapline
/// @param seconds of samples for each of them, and a third of the longest warm-up
record ShapeBenchmark(List<PeerLibrary> peers, double seconds) {
    private static final double WARM_UP = 3;
    /// Threads of LibTorch and ONNX Runtime spin for a while after their work, in case of more.
    private static final double SPIN_PAUSE = 0.02;

    ShapeResult run(ConvShape shape, int threads) {
        ConvData data = ConvData.of(shape);
        Map<String, Double> deviations = new HashMap<>();
        List<Peer> right = new ArrayList<>();
        try (TaplinePeer tapline = new TaplinePeer()) {
            tapline.prepare(data.magnitudes(), threads);
            float[] magnitudes = tapline.result();
            tapline.prepare(data, threads);
            Agreement agreement = new Agreement(shape.terms(), tapline.result(), magnitudes);
            try {
                for (PeerLibrary library : peers) {
                    Peer peer = library.open();
                    right.add(peer);
                    peer.prepare(data, threads);
                    double deviation = agreement.deviation(peer.result());
                    deviations.put(peer.name(), deviation);
                    if (!(deviation <= 1)) {
                        right.removeLast();
                        peer.close();
                    }
                }
                return time(shape, threads, tapline, right, deviations);
            } finally {
                right.forEach(Peer::close);
            }
        }
    }

    private ShapeResult time(
            ConvShape shape, int threads, Peer tapline, List<Peer> right, Map<String, Double> deviations) {
        Contestant own = new Contestant(tapline.name(), tapline::run);
        List<Contestant> others = right.stream()
                .map(peer -> new Contestant(peer.name(), peer::run))
                .toList();
        Contestant peak = threads == 1 ? new Contestant("peak", new Peak()::run) : null;
        Contestant copy = shape.isMemoryBound() ? new Contestant("copy", new MemoryCopy(shape)::run) : null;

        List<Contestant> all = new ArrayList<>();
        all.add(own);
        all.addAll(others);
        if (peak != null) {
            all.add(peak);
        }
        if (copy != null) {
            all.add(copy);
        }
        all.forEach(contestant -> contestant.warmUp(WARM_UP * seconds));
        long extra = Allocation.bytes(tapline::run) - shape.outputBytes();
        new Rounds(seconds, threads == 1 ? 0 : SPIN_PAUSE).run(all);

        return new ShapeResult(
                shape,
                threads,
                PeerResult.of(own, 0),
                results(others, deviations),
                peak == null ? null : rates(peak.seconds()),
                copy == null ? null : copy.seconds(),
                extra);
    }

    private List<PeerResult> results(List<Contestant> timed, Map<String, Double> deviations) {
        return peers.stream()
                .map(PeerLibrary::label)
                .map(library -> timed.stream()
                        .filter(contestant -> contestant.name().equals(library))
                        .findFirst()
                        .map(contestant -> PeerResult.of(contestant, deviations.get(library)))
                        .orElseGet(() -> PeerResult.wrong(library, deviations.get(library))))
                .toList();
    }

    private static Samples rates(Samples seconds) {
        double[] rates = new double[seconds.count()];
        for (int i = 0; i < rates.length; i++) {
            rates[i] = Peak.flops() / seconds.values()[i];
        }
        return new Samples(rates);
    }
}
