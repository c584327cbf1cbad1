package tapline.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tapline.kernel.KeptScratch;
import tapline.tensor.Compute;

/// Measures one shape after the other: checks each library's result, warms all of them up, then times them in
/// turn.
///
/// @param peers beside Tapline
/// @param seconds of samples for each of them, and a third of the longest warm-up
record ShapeBenchmark(List<? extends Supplier<Peer>> peers, double seconds) {
    private static final double WARM_UP = 3;

    /// A library whose result was looked at.
    ///
    /// @param note what a reader should know of it; empty if nothing
    private record Checked(Peer peer, double deviation, String note) {
        boolean isRight() {
            return deviation <= 1;
        }
    }

    ShapeResult run(ConvShape shape, int threads) {
        Compute.warmUp();
        return Compute.withThreads(threads, () -> measure(shape, threads));
    }

    private ShapeResult measure(ConvShape shape, int threads) {
        ConvData data = ConvData.of(shape);
        KeptScratch.forget();
        List<Checked> checked = new ArrayList<>();
        try (TaplinePeer tapline = TaplinePeer.reusingOutput()) {
            tapline.prepare(data.magnitudes(), threads);
            float[] magnitudes = tapline.result();
            tapline.prepare(data, threads);
            Agreement agreement = new Agreement(shape.terms(), tapline.result(), magnitudes);
            for (Supplier<Peer> maker : peers) {
                checked.add(check(maker.get(), data, threads, agreement));
            }
            return time(shape, threads, tapline, checked);
        } finally {
            checked.stream().map(Checked::peer).forEach(Peer::close);
        }
    }

    private static Checked check(Peer peer, ConvData data, int threads, Agreement agreement) {
        Checked usual = check(peer, data, threads, agreement, "");
        Optional<Peer> other = usual.isRight() ? Optional.empty() : peer.otherwise();
        if (other.isEmpty()) {
            return usual;
        }
        peer.close();
        String note = "another setting; in its usual one its result differs from Tapline's by "
                + Quantity.threeDigits(usual.deviation()) + " tolerances";
        return check(other.get(), data, threads, agreement, note);
    }

    private static Checked check(Peer peer, ConvData data, int threads, Agreement agreement, String note) {
        peer.prepare(data, threads);
        return new Checked(peer, agreement.deviation(peer.result()), note);
    }

    private ShapeResult time(ConvShape shape, int threads, Peer tapline, List<Checked> checked) {
        Contestant own = new Contestant(tapline);
        // Only what is right is timed.
        Map<Checked, Contestant> others = new LinkedHashMap<>();
        checked.stream().filter(Checked::isRight).forEach(other -> others.put(other, new Contestant(other.peer())));
        Contestant peak = threads == 1 ? new Contestant("peak", new Peak()::run) : null;
        Contestant copy = shape.isMemoryBound() ? new Contestant("copy", new MemoryCopy(shape)::run) : null;

        List<Contestant> all = Stream.concat(
                        Stream.concat(Stream.of(own), others.values().stream()), Stream.of(peak, copy))
                .filter(Objects::nonNull)
                .toList();
        all.forEach(contestant -> contestant.warmUp(WARM_UP * seconds));
        long extra = Allocation.bytes(tapline::run);
        Rounds.of(seconds, threads).run(all);

        return new ShapeResult(
                shape,
                threads,
                PeerResult.of(own, 0, ""),
                checked.stream()
                        .map(other -> other.isRight()
                                ? PeerResult.of(others.get(other), other.deviation(), other.note())
                                : PeerResult.wrong(other.peer().name(), other.deviation()))
                        .toList(),
                peak == null ? null : rates(peak.seconds()),
                copy == null ? null : copy.seconds(),
                extra,
                KeptScratch.bytes());
    }

    private static Samples rates(Samples seconds) {
        double[] rates = new double[seconds.count()];
        Arrays.setAll(rates, i -> Peak.flops() / seconds.values()[i]);
        return new Samples(rates);
    }
}
