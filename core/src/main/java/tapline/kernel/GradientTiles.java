package tapline.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The innermost loops of [VectorWeightGradient]: some output channels by some terms, one vector of lanes each,
/// summed in registers.
///
/// Written out, and kept small, for the reason that [Tiles] has. A vector that is narrower than all lanes is a
/// strip of them: it runs over the rows alone.
final class GradientTiles {
    private static final VectorSpecies<Float> SPECIES = Vectors.SPECIES;
    private static final Class<? extends FloatVector> TYPE = Vectors.TYPE;
    private static final VectorSpecies<Float> FOUR = FloatVector.SPECIES_128;
    private static final int LANES = GradientBlocks.LANES;

    /// Output channels of the wide tiles.
    static final int CHANNELS = 4;

    /// Terms of the largest tile.
    static final int MOST_TERMS = 6;

    private static final int FEW_TERMS = 3;
    private static final int TERMS_OF_ONE = 4;

    private GradientTiles() {}

    /// How many terms the next tile has, where `rest` are left: registers of 256 bits are often 16 only.
    static int terms(int channels, int rest) {
        if (channels == 1) {
            return TERMS_OF_ONE;
        }
        return rest > FEW_TERMS && SPECIES.length() == LANES ? MOST_TERMS : FEW_TERMS;
    }

    /// All lanes of a tile of `channels` by `width` terms, folded to four lanes; tiles of two and three channels
    /// are computed as of four. Parameters as in [#fourBySix].
    static void sum(
            float[] staged, GradientRows rows, StagedTerms terms, int first, int channels, int width, float[] lanes) {
        for (int strip = 0; strip < LANES; strip += SPECIES.length()) {
            if (channels == 1) {
                oneByFour(staged, rows, terms, first, strip, lanes);
            } else if (width == MOST_TERMS) {
                fourBySix(staged, rows, terms, first, strip, lanes);
            } else {
                fourByThree(staged, rows, terms, first, strip, lanes);
            }
        }
        fold(lanes, channels == 1 ? width : CHANNELS * width);
    }

    /// [GradientBlocks#fold] of `count` sums.
    private static void fold(float[] lanes, int count) {
        for (int at = 0; at < count * LANES; at += LANES) {
            FloatVector even = FloatVector.fromArray(FOUR, lanes, at).add(FloatVector.fromArray(FOUR, lanes, at + 8));
            FloatVector odd =
                    FloatVector.fromArray(FOUR, lanes, at + 4).add(FloatVector.fromArray(FOUR, lanes, at + 12));
            even.add(odd).intoArray(lanes, at);
        }
    }

    /// Four channels by six terms.
    ///
    /// @param staged copies of the channels' rows and of what the terms meet. *Not modified*
    /// @param rows where the rows are in it
    /// @param terms where the terms are in it
    /// @param first the first term
    /// @param strip the first lane
    /// @param lanes `[channels][terms][LANES]`: the sums. *Modified* in this strip of lanes
    static void fourBySix(float[] staged, GradientRows rows, StagedTerms terms, int first, int strip, float[] lanes) {
        int[] wholes = terms.wholes();
        int[] rests = terms.rests();
        FloatVector a0 = FloatVector.zero(SPECIES);
        FloatVector a1 = a0;
        FloatVector a2 = a0;
        FloatVector a3 = a0;
        FloatVector a4 = a0;
        FloatVector a5 = a0;
        FloatVector b0 = a0;
        FloatVector b1 = a0;
        FloatVector b2 = a0;
        FloatVector b3 = a0;
        FloatVector b4 = a0;
        FloatVector b5 = a0;
        FloatVector c0 = a0;
        FloatVector c1 = a0;
        FloatVector c2 = a0;
        FloatVector c3 = a0;
        FloatVector c4 = a0;
        FloatVector c5 = a0;
        FloatVector d0 = a0;
        FloatVector d1 = a0;
        FloatVector d2 = a0;
        FloatVector d3 = a0;
        FloatVector d4 = a0;
        FloatVector d5 = a0;
        int g0 = rows.slopes() + strip;
        int g1 = rows.slopes() + rows.slopePitch() + strip;
        int g2 = rows.slopes() + 2 * rows.slopePitch() + strip;
        int g3 = rows.slopes() + 3 * rows.slopePitch() + strip;
        for (int run = 0; run <= rows.signals(); run++) {
            boolean isWhole = run < rows.signals();
            int count = isWhole ? rows.wholeSamples() : rows.restSamples();
            int step = run * rows.inputPitch() + strip;
            int x0 = isWhole ? wholes[first] + step : rests[first] + strip;
            int x1 = isWhole ? wholes[first + 1] + step : rests[first + 1] + strip;
            int x2 = isWhole ? wholes[first + 2] + step : rests[first + 2] + strip;
            int x3 = isWhole ? wholes[first + 3] + step : rests[first + 3] + strip;
            int x4 = isWhole ? wholes[first + 4] + step : rests[first + 4] + strip;
            int x5 = isWhole ? wholes[first + 5] + step : rests[first + 5] + strip;
            for (int i = 0; i < count; i += LANES) {
                FloatVector a = FloatVector.fromArray(SPECIES, staged, g0 + i);
                FloatVector b = FloatVector.fromArray(SPECIES, staged, g1 + i);
                FloatVector c = FloatVector.fromArray(SPECIES, staged, g2 + i);
                FloatVector d = FloatVector.fromArray(SPECIES, staged, g3 + i);
                FloatVector v = FloatVector.fromArray(SPECIES, staged, x0 + i);
                a0 = a.fma(v, a0);
                b0 = b.fma(v, b0);
                c0 = c.fma(v, c0);
                d0 = d.fma(v, d0);
                v = FloatVector.fromArray(SPECIES, staged, x1 + i);
                a1 = a.fma(v, a1);
                b1 = b.fma(v, b1);
                c1 = c.fma(v, c1);
                d1 = d.fma(v, d1);
                v = FloatVector.fromArray(SPECIES, staged, x2 + i);
                a2 = a.fma(v, a2);
                b2 = b.fma(v, b2);
                c2 = c.fma(v, c2);
                d2 = d.fma(v, d2);
                v = FloatVector.fromArray(SPECIES, staged, x3 + i);
                a3 = a.fma(v, a3);
                b3 = b.fma(v, b3);
                c3 = c.fma(v, c3);
                d3 = d.fma(v, d3);
                v = FloatVector.fromArray(SPECIES, staged, x4 + i);
                a4 = a.fma(v, a4);
                b4 = b.fma(v, b4);
                c4 = c.fma(v, c4);
                d4 = d.fma(v, d4);
                v = FloatVector.fromArray(SPECIES, staged, x5 + i);
                a5 = a.fma(v, a5);
                b5 = b.fma(v, b5);
                c5 = c.fma(v, c5);
                d5 = d.fma(v, d5);
            }
            g0 += count;
            g1 += count;
            g2 += count;
            g3 += count;
        }
        TYPE.cast(a0).intoArray(lanes, strip);
        TYPE.cast(a1).intoArray(lanes, strip + 1 * LANES);
        TYPE.cast(a2).intoArray(lanes, strip + 2 * LANES);
        TYPE.cast(a3).intoArray(lanes, strip + 3 * LANES);
        TYPE.cast(a4).intoArray(lanes, strip + 4 * LANES);
        TYPE.cast(a5).intoArray(lanes, strip + 5 * LANES);
        TYPE.cast(b0).intoArray(lanes, strip + 6 * LANES);
        TYPE.cast(b1).intoArray(lanes, strip + 7 * LANES);
        TYPE.cast(b2).intoArray(lanes, strip + 8 * LANES);
        TYPE.cast(b3).intoArray(lanes, strip + 9 * LANES);
        TYPE.cast(b4).intoArray(lanes, strip + 10 * LANES);
        TYPE.cast(b5).intoArray(lanes, strip + 11 * LANES);
        TYPE.cast(c0).intoArray(lanes, strip + 12 * LANES);
        TYPE.cast(c1).intoArray(lanes, strip + 13 * LANES);
        TYPE.cast(c2).intoArray(lanes, strip + 14 * LANES);
        TYPE.cast(c3).intoArray(lanes, strip + 15 * LANES);
        TYPE.cast(c4).intoArray(lanes, strip + 16 * LANES);
        TYPE.cast(c5).intoArray(lanes, strip + 17 * LANES);
        TYPE.cast(d0).intoArray(lanes, strip + 18 * LANES);
        TYPE.cast(d1).intoArray(lanes, strip + 19 * LANES);
        TYPE.cast(d2).intoArray(lanes, strip + 20 * LANES);
        TYPE.cast(d3).intoArray(lanes, strip + 21 * LANES);
        TYPE.cast(d4).intoArray(lanes, strip + 22 * LANES);
        TYPE.cast(d5).intoArray(lanes, strip + 23 * LANES);
    }

    /// Four channels by three terms: parameters as in [#fourBySix].
    static void fourByThree(float[] staged, GradientRows rows, StagedTerms terms, int first, int strip, float[] lanes) {
        int[] wholes = terms.wholes();
        int[] rests = terms.rests();
        FloatVector a0 = FloatVector.zero(SPECIES);
        FloatVector a1 = a0;
        FloatVector a2 = a0;
        FloatVector b0 = a0;
        FloatVector b1 = a0;
        FloatVector b2 = a0;
        FloatVector c0 = a0;
        FloatVector c1 = a0;
        FloatVector c2 = a0;
        FloatVector d0 = a0;
        FloatVector d1 = a0;
        FloatVector d2 = a0;
        int g0 = rows.slopes() + strip;
        int g1 = rows.slopes() + rows.slopePitch() + strip;
        int g2 = rows.slopes() + 2 * rows.slopePitch() + strip;
        int g3 = rows.slopes() + 3 * rows.slopePitch() + strip;
        for (int run = 0; run <= rows.signals(); run++) {
            boolean isWhole = run < rows.signals();
            int count = isWhole ? rows.wholeSamples() : rows.restSamples();
            int step = run * rows.inputPitch() + strip;
            int x0 = isWhole ? wholes[first] + step : rests[first] + strip;
            int x1 = isWhole ? wholes[first + 1] + step : rests[first + 1] + strip;
            int x2 = isWhole ? wholes[first + 2] + step : rests[first + 2] + strip;
            for (int i = 0; i < count; i += LANES) {
                FloatVector a = FloatVector.fromArray(SPECIES, staged, g0 + i);
                FloatVector b = FloatVector.fromArray(SPECIES, staged, g1 + i);
                FloatVector c = FloatVector.fromArray(SPECIES, staged, g2 + i);
                FloatVector d = FloatVector.fromArray(SPECIES, staged, g3 + i);
                FloatVector v = FloatVector.fromArray(SPECIES, staged, x0 + i);
                a0 = a.fma(v, a0);
                b0 = b.fma(v, b0);
                c0 = c.fma(v, c0);
                d0 = d.fma(v, d0);
                v = FloatVector.fromArray(SPECIES, staged, x1 + i);
                a1 = a.fma(v, a1);
                b1 = b.fma(v, b1);
                c1 = c.fma(v, c1);
                d1 = d.fma(v, d1);
                v = FloatVector.fromArray(SPECIES, staged, x2 + i);
                a2 = a.fma(v, a2);
                b2 = b.fma(v, b2);
                c2 = c.fma(v, c2);
                d2 = d.fma(v, d2);
            }
            g0 += count;
            g1 += count;
            g2 += count;
            g3 += count;
        }
        TYPE.cast(a0).intoArray(lanes, strip);
        TYPE.cast(a1).intoArray(lanes, strip + 1 * LANES);
        TYPE.cast(a2).intoArray(lanes, strip + 2 * LANES);
        TYPE.cast(b0).intoArray(lanes, strip + 3 * LANES);
        TYPE.cast(b1).intoArray(lanes, strip + 4 * LANES);
        TYPE.cast(b2).intoArray(lanes, strip + 5 * LANES);
        TYPE.cast(c0).intoArray(lanes, strip + 6 * LANES);
        TYPE.cast(c1).intoArray(lanes, strip + 7 * LANES);
        TYPE.cast(c2).intoArray(lanes, strip + 8 * LANES);
        TYPE.cast(d0).intoArray(lanes, strip + 9 * LANES);
        TYPE.cast(d1).intoArray(lanes, strip + 10 * LANES);
        TYPE.cast(d2).intoArray(lanes, strip + 11 * LANES);
    }

    /// One channel by four terms: parameters as in [#fourBySix].
    static void oneByFour(float[] staged, GradientRows rows, StagedTerms terms, int first, int strip, float[] lanes) {
        int[] wholes = terms.wholes();
        int[] rests = terms.rests();
        FloatVector a0 = FloatVector.zero(SPECIES);
        FloatVector a1 = a0;
        FloatVector a2 = a0;
        FloatVector a3 = a0;
        int g0 = rows.slopes() + strip;
        for (int run = 0; run <= rows.signals(); run++) {
            boolean isWhole = run < rows.signals();
            int count = isWhole ? rows.wholeSamples() : rows.restSamples();
            int step = run * rows.inputPitch() + strip;
            int x0 = isWhole ? wholes[first] + step : rests[first] + strip;
            int x1 = isWhole ? wholes[first + 1] + step : rests[first + 1] + strip;
            int x2 = isWhole ? wholes[first + 2] + step : rests[first + 2] + strip;
            int x3 = isWhole ? wholes[first + 3] + step : rests[first + 3] + strip;
            for (int i = 0; i < count; i += LANES) {
                FloatVector a = FloatVector.fromArray(SPECIES, staged, g0 + i);
                FloatVector v = FloatVector.fromArray(SPECIES, staged, x0 + i);
                a0 = a.fma(v, a0);
                v = FloatVector.fromArray(SPECIES, staged, x1 + i);
                a1 = a.fma(v, a1);
                v = FloatVector.fromArray(SPECIES, staged, x2 + i);
                a2 = a.fma(v, a2);
                v = FloatVector.fromArray(SPECIES, staged, x3 + i);
                a3 = a.fma(v, a3);
            }
            g0 += count;
        }
        TYPE.cast(a0).intoArray(lanes, strip);
        TYPE.cast(a1).intoArray(lanes, strip + 1 * LANES);
        TYPE.cast(a2).intoArray(lanes, strip + 2 * LANES);
        TYPE.cast(a3).intoArray(lanes, strip + 3 * LANES);
    }
}
