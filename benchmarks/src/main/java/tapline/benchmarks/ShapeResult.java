package tapline.benchmarks;

import java.util.List;
import java.util.Optional;

/// What was measured on one shape with one number of threads.
///
/// @param tapline Tapline itself
/// @param peers the others
/// @param peak operations a second of one core, for each round; null for several threads
/// @param copy seconds to copy the same bytes, for each round; null where memory is not the limit
/// @param extraBytes that a call of Tapline allocated, its output being there already
/// @param keptBytes that Tapline keeps for the next calls
record ShapeResult(
        ConvShape shape,
        int threads,
        PeerResult tapline,
        List<PeerResult> peers,
        Samples peak,
        Samples copy,
        long extraBytes,
        long keptBytes) {
    ShapeResult {
        peers = List.copyOf(peers);
    }

    Optional<PeerResult> peer(String library) {
        return peers.stream().filter(peer -> peer.library().equals(library)).findFirst();
    }

    /// How many times as long as Tapline a library takes, by the medians; empty if its result was wrong.
    Optional<Double> ratio(String library) {
        return peer(library)
                .filter(PeerResult::isRight)
                .map(peer -> peer.seconds().median() / tapline.seconds().median());
    }

    /// The same ratio, round by round.
    Samples ratios(PeerResult peer) {
        return peer.seconds().dividedBy(tapline.seconds());
    }

    double gigaflops(PeerResult result) {
        return shape.flops() / result.seconds().median() / 1e9;
    }

    /// How much of Tapline's time a copy of memory takes.
    Optional<Double> shareOfCopy() {
        return Optional.ofNullable(copy)
                .map(times -> times.median() / tapline.seconds().median());
    }

    int rounds() {
        return tapline.seconds().count();
    }
}
