package tapline.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Sums of products of spectra in registers, at as many values as a vector has lanes. Arguments as in
/// [FftLoops#multiply], all at the first of these values.
final class SpectrumTiles {
    private static final VectorSpecies<Float> SPECIES = Vectors.SPECIES;
    private static final Class<? extends FloatVector> TYPE = Vectors.TYPE;

    private SpectrumTiles() {}

    /// One channel by one block.
    static void one(float[] w, int wAt, float[] x, int xAt, int inputs, int read, float[] y, int yAt, int written) {
        int stride = FftLoops.stride(read);
        FloatVector sumR = FloatVector.zero(SPECIES);
        FloatVector sumI = FloatVector.zero(SPECIES);
        for (int k = 0; k < inputs * stride; k += stride) {
            FloatVector wr = VectorFftLoops.load(w, wAt + k);
            FloatVector wi = VectorFftLoops.load(w, wAt + k + read);
            FloatVector xr = VectorFftLoops.load(x, xAt + k);
            FloatVector xi = VectorFftLoops.load(x, xAt + k + read);
            sumR = xi.fma(wi, xr.fma(wr, sumR));
            sumI = xr.neg().fma(wi, xi.fma(wr, sumI));
        }
        TYPE.cast(sumR).intoArray(y, yAt);
        TYPE.cast(sumI).intoArray(y, yAt + written);
    }

    /// Four channels by two blocks.
    ///
    /// @param nextChannel from a sum to that of the next channel
    static void fourByTwo(
            float[] w,
            int wAt,
            float[] x,
            int xAt,
            int inputs,
            int read,
            float[] y,
            int yAt,
            int nextChannel,
            int written) {
        int stride = FftLoops.stride(read);
        int row = inputs * stride;
        int nextBlock = FftLoops.stride(written);
        FloatVector sum00R = FloatVector.zero(SPECIES);
        FloatVector sum00I = FloatVector.zero(SPECIES);
        FloatVector sum01R = FloatVector.zero(SPECIES);
        FloatVector sum01I = FloatVector.zero(SPECIES);
        FloatVector sum10R = FloatVector.zero(SPECIES);
        FloatVector sum10I = FloatVector.zero(SPECIES);
        FloatVector sum11R = FloatVector.zero(SPECIES);
        FloatVector sum11I = FloatVector.zero(SPECIES);
        FloatVector sum20R = FloatVector.zero(SPECIES);
        FloatVector sum20I = FloatVector.zero(SPECIES);
        FloatVector sum21R = FloatVector.zero(SPECIES);
        FloatVector sum21I = FloatVector.zero(SPECIES);
        FloatVector sum30R = FloatVector.zero(SPECIES);
        FloatVector sum30I = FloatVector.zero(SPECIES);
        FloatVector sum31R = FloatVector.zero(SPECIES);
        FloatVector sum31I = FloatVector.zero(SPECIES);
        for (int k = 0; k < row; k += stride) {
            FloatVector xr0 = VectorFftLoops.load(x, xAt + k);
            FloatVector xi0 = VectorFftLoops.load(x, xAt + k + read);
            FloatVector minus0 = xr0.neg();
            FloatVector xr1 = VectorFftLoops.load(x, xAt + row + k);
            FloatVector xi1 = VectorFftLoops.load(x, xAt + row + k + read);
            FloatVector minus1 = xr1.neg();
            FloatVector wr0 = VectorFftLoops.load(w, wAt + k);
            FloatVector wi0 = VectorFftLoops.load(w, wAt + k + read);
            sum00R = xi0.fma(wi0, xr0.fma(wr0, sum00R));
            sum00I = minus0.fma(wi0, xi0.fma(wr0, sum00I));
            sum01R = xi1.fma(wi0, xr1.fma(wr0, sum01R));
            sum01I = minus1.fma(wi0, xi1.fma(wr0, sum01I));
            FloatVector wr1 = VectorFftLoops.load(w, wAt + row + k);
            FloatVector wi1 = VectorFftLoops.load(w, wAt + row + k + read);
            sum10R = xi0.fma(wi1, xr0.fma(wr1, sum10R));
            sum10I = minus0.fma(wi1, xi0.fma(wr1, sum10I));
            sum11R = xi1.fma(wi1, xr1.fma(wr1, sum11R));
            sum11I = minus1.fma(wi1, xi1.fma(wr1, sum11I));
            FloatVector wr2 = VectorFftLoops.load(w, wAt + 2 * row + k);
            FloatVector wi2 = VectorFftLoops.load(w, wAt + 2 * row + k + read);
            sum20R = xi0.fma(wi2, xr0.fma(wr2, sum20R));
            sum20I = minus0.fma(wi2, xi0.fma(wr2, sum20I));
            sum21R = xi1.fma(wi2, xr1.fma(wr2, sum21R));
            sum21I = minus1.fma(wi2, xi1.fma(wr2, sum21I));
            FloatVector wr3 = VectorFftLoops.load(w, wAt + 3 * row + k);
            FloatVector wi3 = VectorFftLoops.load(w, wAt + 3 * row + k + read);
            sum30R = xi0.fma(wi3, xr0.fma(wr3, sum30R));
            sum30I = minus0.fma(wi3, xi0.fma(wr3, sum30I));
            sum31R = xi1.fma(wi3, xr1.fma(wr3, sum31R));
            sum31I = minus1.fma(wi3, xi1.fma(wr3, sum31I));
        }
        TYPE.cast(sum00R).intoArray(y, yAt);
        TYPE.cast(sum00I).intoArray(y, yAt + written);
        TYPE.cast(sum01R).intoArray(y, yAt + nextBlock);
        TYPE.cast(sum01I).intoArray(y, yAt + nextBlock + written);
        TYPE.cast(sum10R).intoArray(y, yAt + nextChannel);
        TYPE.cast(sum10I).intoArray(y, yAt + nextChannel + written);
        TYPE.cast(sum11R).intoArray(y, yAt + nextChannel + nextBlock);
        TYPE.cast(sum11I).intoArray(y, yAt + nextChannel + nextBlock + written);
        TYPE.cast(sum20R).intoArray(y, yAt + 2 * nextChannel);
        TYPE.cast(sum20I).intoArray(y, yAt + 2 * nextChannel + written);
        TYPE.cast(sum21R).intoArray(y, yAt + 2 * nextChannel + nextBlock);
        TYPE.cast(sum21I).intoArray(y, yAt + 2 * nextChannel + nextBlock + written);
        TYPE.cast(sum30R).intoArray(y, yAt + 3 * nextChannel);
        TYPE.cast(sum30I).intoArray(y, yAt + 3 * nextChannel + written);
        TYPE.cast(sum31R).intoArray(y, yAt + 3 * nextChannel + nextBlock);
        TYPE.cast(sum31I).intoArray(y, yAt + 3 * nextChannel + nextBlock + written);
    }
}
