package tapline.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// The innermost loops of [VectorWeightGradient]: some output channels by some terms, one vector of lanes each,
/// summed in registers.
///
/// Written out, and kept small, for the reason that [Tiles] has. A vector that is narrower than all lanes is a strip
/// of them: it runs over the rows alone.
final class GradientTiles {
    private static final VectorSpecies<Float> SPECIES = Vectors.SPECIES;
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

    /// All lanes of a tile of `channels` by `terms`; tiles of two and three channels are computed as of four.
    /// Parameters as in [#fourBySix].
    static void sum(
            float[] g,
            int[] slopes,
            float[] x,
            int[] inputs,
            GradientRows rows,
            int channels,
            int terms,
            float[] lanes) {
        for (int strip = 0; strip < LANES; strip += SPECIES.length()) {
            if (channels == 1) {
                oneByFour(g, slopes, x, inputs, rows, strip, lanes);
            } else if (terms == MOST_TERMS) {
                fourBySix(g, slopes, x, inputs, rows, strip, lanes);
            } else {
                fourByThree(g, slopes, x, inputs, rows, strip, lanes);
            }
        }
    }

    /// Four channels by six terms.
    ///
    /// @param g the gradient of the output. *Not modified*
    /// @param slopes where each channel's row begins in `g`. *Not modified*
    /// @param x scratch with what the terms meet, with a vector's length behind the last. *Not modified*
    /// @param inputs where each term's row begins in `x`. *Not modified*
    /// @param rows how far rows go, and where they go on in the next signal
    /// @param strip the first lane
    /// @param lanes `[channels][terms][LANES]`: the sums. *Modified* in this strip of lanes
    static void fourBySix(
            float[] g, int[] slopes, float[] x, int[] inputs, GradientRows rows, int strip, float[] lanes) {
        int last = (rows.samples() - 1) / LANES * LANES + strip;
        VectorMask<Float> mask = SPECIES.indexInRange(last, rows.samples());
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
        for (int signal = 0; signal < rows.signals(); signal++) {
            int g0 = slopes[0] + signal * rows.slopePitch();
            int g1 = slopes[1] + signal * rows.slopePitch();
            int g2 = slopes[2] + signal * rows.slopePitch();
            int g3 = slopes[3] + signal * rows.slopePitch();
            int x0 = inputs[0] + signal * rows.inputPitch();
            int x1 = inputs[1] + signal * rows.inputPitch();
            int x2 = inputs[2] + signal * rows.inputPitch();
            int x3 = inputs[3] + signal * rows.inputPitch();
            int x4 = inputs[4] + signal * rows.inputPitch();
            int x5 = inputs[5] + signal * rows.inputPitch();
            for (int i = strip; i < last; i += LANES) {
                FloatVector a = FloatVector.fromArray(SPECIES, g, g0 + i);
                FloatVector b = FloatVector.fromArray(SPECIES, g, g1 + i);
                FloatVector c = FloatVector.fromArray(SPECIES, g, g2 + i);
                FloatVector d = FloatVector.fromArray(SPECIES, g, g3 + i);
                FloatVector v = FloatVector.fromArray(SPECIES, x, x0 + i);
                a0 = a.fma(v, a0);
                b0 = b.fma(v, b0);
                c0 = c.fma(v, c0);
                d0 = d.fma(v, d0);
                v = FloatVector.fromArray(SPECIES, x, x1 + i);
                a1 = a.fma(v, a1);
                b1 = b.fma(v, b1);
                c1 = c.fma(v, c1);
                d1 = d.fma(v, d1);
                v = FloatVector.fromArray(SPECIES, x, x2 + i);
                a2 = a.fma(v, a2);
                b2 = b.fma(v, b2);
                c2 = c.fma(v, c2);
                d2 = d.fma(v, d2);
                v = FloatVector.fromArray(SPECIES, x, x3 + i);
                a3 = a.fma(v, a3);
                b3 = b.fma(v, b3);
                c3 = c.fma(v, c3);
                d3 = d.fma(v, d3);
                v = FloatVector.fromArray(SPECIES, x, x4 + i);
                a4 = a.fma(v, a4);
                b4 = b.fma(v, b4);
                c4 = c.fma(v, c4);
                d4 = d.fma(v, d4);
                v = FloatVector.fromArray(SPECIES, x, x5 + i);
                a5 = a.fma(v, a5);
                b5 = b.fma(v, b5);
                c5 = c.fma(v, c5);
                d5 = d.fma(v, d5);
            }
            FloatVector a = FloatVector.fromArray(SPECIES, g, g0 + last, mask);
            FloatVector b = FloatVector.fromArray(SPECIES, g, g1 + last, mask);
            FloatVector c = FloatVector.fromArray(SPECIES, g, g2 + last, mask);
            FloatVector d = FloatVector.fromArray(SPECIES, g, g3 + last, mask);
            FloatVector v = FloatVector.fromArray(SPECIES, x, x0 + last);
            a0 = a0.blend(a.fma(v, a0), mask);
            b0 = b0.blend(b.fma(v, b0), mask);
            c0 = c0.blend(c.fma(v, c0), mask);
            d0 = d0.blend(d.fma(v, d0), mask);
            v = FloatVector.fromArray(SPECIES, x, x1 + last);
            a1 = a1.blend(a.fma(v, a1), mask);
            b1 = b1.blend(b.fma(v, b1), mask);
            c1 = c1.blend(c.fma(v, c1), mask);
            d1 = d1.blend(d.fma(v, d1), mask);
            v = FloatVector.fromArray(SPECIES, x, x2 + last);
            a2 = a2.blend(a.fma(v, a2), mask);
            b2 = b2.blend(b.fma(v, b2), mask);
            c2 = c2.blend(c.fma(v, c2), mask);
            d2 = d2.blend(d.fma(v, d2), mask);
            v = FloatVector.fromArray(SPECIES, x, x3 + last);
            a3 = a3.blend(a.fma(v, a3), mask);
            b3 = b3.blend(b.fma(v, b3), mask);
            c3 = c3.blend(c.fma(v, c3), mask);
            d3 = d3.blend(d.fma(v, d3), mask);
            v = FloatVector.fromArray(SPECIES, x, x4 + last);
            a4 = a4.blend(a.fma(v, a4), mask);
            b4 = b4.blend(b.fma(v, b4), mask);
            c4 = c4.blend(c.fma(v, c4), mask);
            d4 = d4.blend(d.fma(v, d4), mask);
            v = FloatVector.fromArray(SPECIES, x, x5 + last);
            a5 = a5.blend(a.fma(v, a5), mask);
            b5 = b5.blend(b.fma(v, b5), mask);
            c5 = c5.blend(c.fma(v, c5), mask);
            d5 = d5.blend(d.fma(v, d5), mask);
        }
        a0.intoArray(lanes, strip);
        a1.intoArray(lanes, strip + 1 * LANES);
        a2.intoArray(lanes, strip + 2 * LANES);
        a3.intoArray(lanes, strip + 3 * LANES);
        a4.intoArray(lanes, strip + 4 * LANES);
        a5.intoArray(lanes, strip + 5 * LANES);
        b0.intoArray(lanes, strip + 6 * LANES);
        b1.intoArray(lanes, strip + 7 * LANES);
        b2.intoArray(lanes, strip + 8 * LANES);
        b3.intoArray(lanes, strip + 9 * LANES);
        b4.intoArray(lanes, strip + 10 * LANES);
        b5.intoArray(lanes, strip + 11 * LANES);
        c0.intoArray(lanes, strip + 12 * LANES);
        c1.intoArray(lanes, strip + 13 * LANES);
        c2.intoArray(lanes, strip + 14 * LANES);
        c3.intoArray(lanes, strip + 15 * LANES);
        c4.intoArray(lanes, strip + 16 * LANES);
        c5.intoArray(lanes, strip + 17 * LANES);
        d0.intoArray(lanes, strip + 18 * LANES);
        d1.intoArray(lanes, strip + 19 * LANES);
        d2.intoArray(lanes, strip + 20 * LANES);
        d3.intoArray(lanes, strip + 21 * LANES);
        d4.intoArray(lanes, strip + 22 * LANES);
        d5.intoArray(lanes, strip + 23 * LANES);
    }

    /// Four channels by three terms: parameters as in [#fourBySix].
    static void fourByThree(
            float[] g, int[] slopes, float[] x, int[] inputs, GradientRows rows, int strip, float[] lanes) {
        int last = (rows.samples() - 1) / LANES * LANES + strip;
        VectorMask<Float> mask = SPECIES.indexInRange(last, rows.samples());
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
        for (int signal = 0; signal < rows.signals(); signal++) {
            int g0 = slopes[0] + signal * rows.slopePitch();
            int g1 = slopes[1] + signal * rows.slopePitch();
            int g2 = slopes[2] + signal * rows.slopePitch();
            int g3 = slopes[3] + signal * rows.slopePitch();
            int x0 = inputs[0] + signal * rows.inputPitch();
            int x1 = inputs[1] + signal * rows.inputPitch();
            int x2 = inputs[2] + signal * rows.inputPitch();
            for (int i = strip; i < last; i += LANES) {
                FloatVector a = FloatVector.fromArray(SPECIES, g, g0 + i);
                FloatVector b = FloatVector.fromArray(SPECIES, g, g1 + i);
                FloatVector c = FloatVector.fromArray(SPECIES, g, g2 + i);
                FloatVector d = FloatVector.fromArray(SPECIES, g, g3 + i);
                FloatVector v = FloatVector.fromArray(SPECIES, x, x0 + i);
                a0 = a.fma(v, a0);
                b0 = b.fma(v, b0);
                c0 = c.fma(v, c0);
                d0 = d.fma(v, d0);
                v = FloatVector.fromArray(SPECIES, x, x1 + i);
                a1 = a.fma(v, a1);
                b1 = b.fma(v, b1);
                c1 = c.fma(v, c1);
                d1 = d.fma(v, d1);
                v = FloatVector.fromArray(SPECIES, x, x2 + i);
                a2 = a.fma(v, a2);
                b2 = b.fma(v, b2);
                c2 = c.fma(v, c2);
                d2 = d.fma(v, d2);
            }
            FloatVector a = FloatVector.fromArray(SPECIES, g, g0 + last, mask);
            FloatVector b = FloatVector.fromArray(SPECIES, g, g1 + last, mask);
            FloatVector c = FloatVector.fromArray(SPECIES, g, g2 + last, mask);
            FloatVector d = FloatVector.fromArray(SPECIES, g, g3 + last, mask);
            FloatVector v = FloatVector.fromArray(SPECIES, x, x0 + last);
            a0 = a0.blend(a.fma(v, a0), mask);
            b0 = b0.blend(b.fma(v, b0), mask);
            c0 = c0.blend(c.fma(v, c0), mask);
            d0 = d0.blend(d.fma(v, d0), mask);
            v = FloatVector.fromArray(SPECIES, x, x1 + last);
            a1 = a1.blend(a.fma(v, a1), mask);
            b1 = b1.blend(b.fma(v, b1), mask);
            c1 = c1.blend(c.fma(v, c1), mask);
            d1 = d1.blend(d.fma(v, d1), mask);
            v = FloatVector.fromArray(SPECIES, x, x2 + last);
            a2 = a2.blend(a.fma(v, a2), mask);
            b2 = b2.blend(b.fma(v, b2), mask);
            c2 = c2.blend(c.fma(v, c2), mask);
            d2 = d2.blend(d.fma(v, d2), mask);
        }
        a0.intoArray(lanes, strip);
        a1.intoArray(lanes, strip + 1 * LANES);
        a2.intoArray(lanes, strip + 2 * LANES);
        b0.intoArray(lanes, strip + 3 * LANES);
        b1.intoArray(lanes, strip + 4 * LANES);
        b2.intoArray(lanes, strip + 5 * LANES);
        c0.intoArray(lanes, strip + 6 * LANES);
        c1.intoArray(lanes, strip + 7 * LANES);
        c2.intoArray(lanes, strip + 8 * LANES);
        d0.intoArray(lanes, strip + 9 * LANES);
        d1.intoArray(lanes, strip + 10 * LANES);
        d2.intoArray(lanes, strip + 11 * LANES);
    }

    /// One channel by four terms: parameters as in [#fourBySix].
    static void oneByFour(
            float[] g, int[] slopes, float[] x, int[] inputs, GradientRows rows, int strip, float[] lanes) {
        int last = (rows.samples() - 1) / LANES * LANES + strip;
        VectorMask<Float> mask = SPECIES.indexInRange(last, rows.samples());
        FloatVector a0 = FloatVector.zero(SPECIES);
        FloatVector a1 = a0;
        FloatVector a2 = a0;
        FloatVector a3 = a0;
        for (int signal = 0; signal < rows.signals(); signal++) {
            int g0 = slopes[0] + signal * rows.slopePitch();
            int x0 = inputs[0] + signal * rows.inputPitch();
            int x1 = inputs[1] + signal * rows.inputPitch();
            int x2 = inputs[2] + signal * rows.inputPitch();
            int x3 = inputs[3] + signal * rows.inputPitch();
            for (int i = strip; i < last; i += LANES) {
                FloatVector a = FloatVector.fromArray(SPECIES, g, g0 + i);
                FloatVector v = FloatVector.fromArray(SPECIES, x, x0 + i);
                a0 = a.fma(v, a0);
                v = FloatVector.fromArray(SPECIES, x, x1 + i);
                a1 = a.fma(v, a1);
                v = FloatVector.fromArray(SPECIES, x, x2 + i);
                a2 = a.fma(v, a2);
                v = FloatVector.fromArray(SPECIES, x, x3 + i);
                a3 = a.fma(v, a3);
            }
            FloatVector a = FloatVector.fromArray(SPECIES, g, g0 + last, mask);
            FloatVector v = FloatVector.fromArray(SPECIES, x, x0 + last);
            a0 = a0.blend(a.fma(v, a0), mask);
            v = FloatVector.fromArray(SPECIES, x, x1 + last);
            a1 = a1.blend(a.fma(v, a1), mask);
            v = FloatVector.fromArray(SPECIES, x, x2 + last);
            a2 = a2.blend(a.fma(v, a2), mask);
            v = FloatVector.fromArray(SPECIES, x, x3 + last);
            a3 = a3.blend(a.fma(v, a3), mask);
        }
        a0.intoArray(lanes, strip);
        a1.intoArray(lanes, strip + 1 * LANES);
        a2.intoArray(lanes, strip + 2 * LANES);
        a3.intoArray(lanes, strip + 3 * LANES);
    }
}
