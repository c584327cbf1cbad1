package tapline.kernel;

/// Arrays that an FFT convolution needs beside its output, kept from call to call. What they hold is garbage at
/// first. One set is for one thread at a time.
final class FftScratch {
    /// What calls share between their threads; and what each thread has for itself.
    static final Spares<FftScratch> SHARED = new Spares<>(FftScratch::new);

    static final Spares<FftScratch> OWN = new Spares<>(FftScratch::new);

    /// Longer arrays are not kept: 16 MiB.
    static final int LONGEST_KEPT = 1 << 22;

    /// Where a line of the cache begins in an array of [Scratch#FIXED].
    static final int AT = Scratch.ALIGNED;

    /// What the arrays are for.
    enum Use {
        KERNELS,
        INPUTS,
        SUMS,
        PACKED_KERNELS,
        PACKED_INPUTS
    }

    private final float[][] arrays = new float[Use.values().length][0];

    private FftScratch() {}

    /// An array of at least `length` elements from [#AT] on, the same for each call with this use.
    float[] floats(Use use, int length) {
        int needed = Math.addExact(length, AT);
        float[] kept = arrays[use.ordinal()];
        if (kept.length >= needed) {
            return kept;
        }
        float[] longer = new float[Math.max(needed, Scratch.FIXED)];
        if (needed <= LONGEST_KEPT) {
            arrays[use.ordinal()] = longer;
        }
        return longer;
    }
}
