package tapline.kernel;

/// Arrays that a call needs beside its output, kept from call to call: a call takes a set that no other call is
/// using, and puts it back. What they hold is garbage at first. Sets are thread-safe to take and put back, not to
/// use.
final class Scratch {
    private static final Spares<Scratch> KEPT = new Spares<>(Scratch::new);

    /// Longer arrays are not kept: 16 MiB.
    private static final int LONGEST_KEPT = 1 << 22;

    /// An array of this length does not move, and begins 16 bytes behind a line of the cache, where the default
    /// collector keeps it: element [#ALIGNED] begins a line, and vectors that do not cross lines are read up to a
    /// fifth faster.
    static final int FIXED = 1 << 20;

    static final int ALIGNED = 12;

    /// What the arrays are for.
    enum Use {
        WEIGHTS,
        BIAS,
        PANEL,
        PHASES,
        TILE,
        COPY,
        SUMS,
        BLOCK_SUMS
    }

    private final float[][] arrays = new float[Use.values().length][0];

    private Scratch() {}

    /// A set that belongs to the caller until [#putBack].
    static Scratch take() {
        return KEPT.take();
    }

    /// Lets other calls have this set.
    void putBack() {
        KEPT.putBack(this);
    }

    /// What this set keeps, for those who measure it.
    long bytes() {
        long elements = 0;
        for (float[] array : arrays) {
            elements += array.length;
        }
        return elements * Float.BYTES;
    }

    /// An array of at least `length` elements, the same for each call with this use.
    float[] floats(Use use, int length) {
        float[] kept = arrays[use.ordinal()];
        if (kept.length >= length) {
            return kept;
        }
        float[] longer = new float[length];
        if (length <= LONGEST_KEPT) {
            arrays[use.ordinal()] = longer;
        }
        return longer;
    }
}
