package tapline.benchmarks;

/// What was measured of one library on one shape.
///
/// @param library its name
/// @param deviation the largest difference from Tapline's result, in tolerances
/// @param note what a reader should know of how it was measured; empty if nothing
/// @param calls in each sample
/// @param stable whether its times had stopped changing before the first sample
/// @param seconds of one call, for each round; null if its result was wrong, which is not timed
record PeerResult(String library, double deviation, String note, int calls, boolean stable, Samples seconds) {
    static PeerResult wrong(String library, double deviation) {
        return new PeerResult(library, deviation, "", 0, false, null);
    }

    static PeerResult of(Contestant contestant, double deviation, String note) {
        return new PeerResult(
                contestant.name(), deviation, note, contestant.calls(), contestant.wasStable(), contestant.seconds());
    }

    boolean isRight() {
        return seconds != null;
    }
}
