package tapline.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// The last two levels of a transform, whose nodes are no longer than a vector or so: vectors that hold whole nodes
/// are crossed until each holds one part of every node, as in a matrix that is transposed block by block.
///
/// To cross two vectors at a distance, each gives the other the lanes that do not fit: one vector with these lanes
/// of both is shuffled once. It is written out since C2 stops inlining small methods in large ones, and then boxes
/// vectors; for the same reason the two levels are loops of their own. Arguments as in [FftLoops#forwardLast].
final class LastLevels {
    private static final VectorSpecies<Float> SPECIES = Vectors.SPECIES;
    private static final int LANES = SPECIES.length();

    /// Four vectors hold `LANES / 4` nodes of 16 coefficients; they are read in the order that crossing takes.
    private static final int SECOND = LANES == 8 ? 2 * LANES : LANES;

    private static final int THIRD = LANES == 8 ? LANES : 2 * LANES;

    /// Lane `i` takes what lane `i ^ distance` has; and which lanes stay in the second vector of a pair.
    private static final VectorShuffle<Float> BY_1 = by(1);

    private static final VectorShuffle<Float> BY_2 = by(2);
    private static final VectorShuffle<Float> BY_4 = by(4);
    private static final VectorShuffle<Float> BY_8 = by(8);
    private static final VectorMask<Float> ODD_1 = odd(1);
    private static final VectorMask<Float> ODD_2 = odd(2);
    private static final VectorMask<Float> ODD_4 = odd(4);
    private static final VectorMask<Float> ODD_8 = odd(8);

    private static VectorShuffle<Float> by(int distance) {
        return VectorShuffle.fromOp(SPECIES, lane -> (lane ^ distance) % LANES);
    }

    private static VectorMask<Float> odd(int distance) {
        boolean[] lanes = new boolean[LANES];
        for (int lane = 0; lane < LANES; lane++) {
            lanes[lane] = (lane & distance) != 0;
        }
        return VectorMask.fromArray(SPECIES, lanes, 0);
    }

    private LastLevels() {}

    /// Nodes of 16 coefficients become nodes of 4.
    static void forwardSixteens(float[] a, int at, Twiddles twiddles, int first, int count) {
        float[] factors = twiddles.sixteens.array();
        for (int n = 0; n < count; n += LANES / 4) {
            int r = at + 16 * n;
            int i = r + twiddles.bins;
            int f = twiddles.sixteens.at() + Twiddles.lane(4 * (first + n));
            FloatVector r0 = VectorFftLoops.load(a, r);
            FloatVector i0 = VectorFftLoops.load(a, i);
            FloatVector r1 = VectorFftLoops.load(a, r + SECOND);
            FloatVector i1 = VectorFftLoops.load(a, i + SECOND);
            FloatVector r2 = VectorFftLoops.load(a, r + THIRD);
            FloatVector i2 = VectorFftLoops.load(a, i + THIRD);
            FloatVector r3 = VectorFftLoops.load(a, r + 3 * LANES);
            FloatVector i3 = VectorFftLoops.load(a, i + 3 * LANES);
            if (LANES == 16) {
                FloatVector r0x8 = r2.blend(r0, ODD_8).rearrange(BY_8);
                r0 = r0.blend(r0x8, ODD_8);
                r2 = r0x8.blend(r2, ODD_8);
                FloatVector r1x8 = r3.blend(r1, ODD_8).rearrange(BY_8);
                r1 = r1.blend(r1x8, ODD_8);
                r3 = r1x8.blend(r3, ODD_8);
                FloatVector i0x8 = i2.blend(i0, ODD_8).rearrange(BY_8);
                i0 = i0.blend(i0x8, ODD_8);
                i2 = i0x8.blend(i2, ODD_8);
                FloatVector i1x8 = i3.blend(i1, ODD_8).rearrange(BY_8);
                i1 = i1.blend(i1x8, ODD_8);
                i3 = i1x8.blend(i3, ODD_8);
            }
            if (LANES > 4) {
                FloatVector r0x4 = r1.blend(r0, ODD_4).rearrange(BY_4);
                r0 = r0.blend(r0x4, ODD_4);
                r1 = r0x4.blend(r1, ODD_4);
                FloatVector r2x4 = r3.blend(r2, ODD_4).rearrange(BY_4);
                r2 = r2.blend(r2x4, ODD_4);
                r3 = r2x4.blend(r3, ODD_4);
                FloatVector i0x4 = i1.blend(i0, ODD_4).rearrange(BY_4);
                i0 = i0.blend(i0x4, ODD_4);
                i1 = i0x4.blend(i1, ODD_4);
                FloatVector i2x4 = i3.blend(i2, ODD_4).rearrange(BY_4);
                i2 = i2.blend(i2x4, ODD_4);
                i3 = i2x4.blend(i3, ODD_4);
            }
            FloatVector c1 = VectorFftLoops.load(factors, f);
            FloatVector s1 = VectorFftLoops.load(factors, f + Twiddles.LANES);
            FloatVector c2 = VectorFftLoops.load(factors, f + 2 * Twiddles.LANES);
            FloatVector s2 = VectorFftLoops.load(factors, f + 3 * Twiddles.LANES);
            FloatVector c3 = VectorFftLoops.load(factors, f + 4 * Twiddles.LANES);
            FloatVector s3 = VectorFftLoops.load(factors, f + 5 * Twiddles.LANES);
            FloatVector tr1 = VectorFftLoops.turnR(r1, i1, c1, s1);
            FloatVector ti1 = VectorFftLoops.turnI(r1, i1, c1, s1);
            FloatVector tr2 = VectorFftLoops.turnR(r2, i2, c2, s2);
            FloatVector ti2 = VectorFftLoops.turnI(r2, i2, c2, s2);
            FloatVector tr3 = VectorFftLoops.turnR(r3, i3, c3, s3);
            FloatVector ti3 = VectorFftLoops.turnI(r3, i3, c3, s3);
            FloatVector evenR = r0.add(tr2);
            FloatVector oddR = r0.sub(tr2);
            FloatVector sumR = tr1.add(tr3);
            FloatVector differenceR = tr1.sub(tr3);
            FloatVector evenI = i0.add(ti2);
            FloatVector oddI = i0.sub(ti2);
            FloatVector sumI = ti1.add(ti3);
            FloatVector differenceI = ti1.sub(ti3);
            r0 = evenR.add(sumR);
            i0 = evenI.add(sumI);
            r1 = oddR.sub(differenceI);
            i1 = oddI.add(differenceR);
            r2 = evenR.sub(sumR);
            i2 = evenI.sub(sumI);
            r3 = oddR.add(differenceI);
            i3 = oddI.sub(differenceR);
            r0.intoArray(a, r);
            i0.intoArray(a, i);
            r1.intoArray(a, r + LANES);
            i1.intoArray(a, i + LANES);
            r2.intoArray(a, r + 2 * LANES);
            i2.intoArray(a, i + 2 * LANES);
            r3.intoArray(a, r + 3 * LANES);
            i3.intoArray(a, i + 3 * LANES);
        }
    }

    /// Nodes of 4 coefficients, as [#forwardSixteens] leaves them, become values.
    static void forwardFours(float[] a, int at, Twiddles twiddles, int first, int count) {
        float[] factors = twiddles.fours.array();
        for (int n = 0; n < count; n += LANES / 4) {
            int r = at + 16 * n;
            int i = r + twiddles.bins;
            int f = twiddles.fours.at() + Twiddles.lane(4 * (first + n));
            FloatVector r0 = VectorFftLoops.load(a, r);
            FloatVector i0 = VectorFftLoops.load(a, i);
            FloatVector r1 = VectorFftLoops.load(a, r + LANES);
            FloatVector i1 = VectorFftLoops.load(a, i + LANES);
            FloatVector r2 = VectorFftLoops.load(a, r + 2 * LANES);
            FloatVector i2 = VectorFftLoops.load(a, i + 2 * LANES);
            FloatVector r3 = VectorFftLoops.load(a, r + 3 * LANES);
            FloatVector i3 = VectorFftLoops.load(a, i + 3 * LANES);
            FloatVector r0x2 = r2.blend(r0, ODD_2).rearrange(BY_2);
            r0 = r0.blend(r0x2, ODD_2);
            r2 = r0x2.blend(r2, ODD_2);
            FloatVector r1x2 = r3.blend(r1, ODD_2).rearrange(BY_2);
            r1 = r1.blend(r1x2, ODD_2);
            r3 = r1x2.blend(r3, ODD_2);
            FloatVector i0x2 = i2.blend(i0, ODD_2).rearrange(BY_2);
            i0 = i0.blend(i0x2, ODD_2);
            i2 = i0x2.blend(i2, ODD_2);
            FloatVector i1x2 = i3.blend(i1, ODD_2).rearrange(BY_2);
            i1 = i1.blend(i1x2, ODD_2);
            i3 = i1x2.blend(i3, ODD_2);
            FloatVector r0x1 = r1.blend(r0, ODD_1).rearrange(BY_1);
            r0 = r0.blend(r0x1, ODD_1);
            r1 = r0x1.blend(r1, ODD_1);
            FloatVector r2x1 = r3.blend(r2, ODD_1).rearrange(BY_1);
            r2 = r2.blend(r2x1, ODD_1);
            r3 = r2x1.blend(r3, ODD_1);
            FloatVector i0x1 = i1.blend(i0, ODD_1).rearrange(BY_1);
            i0 = i0.blend(i0x1, ODD_1);
            i1 = i0x1.blend(i1, ODD_1);
            FloatVector i2x1 = i3.blend(i2, ODD_1).rearrange(BY_1);
            i2 = i2.blend(i2x1, ODD_1);
            i3 = i2x1.blend(i3, ODD_1);
            FloatVector c1 = VectorFftLoops.load(factors, f);
            FloatVector s1 = VectorFftLoops.load(factors, f + Twiddles.LANES);
            FloatVector c2 = VectorFftLoops.load(factors, f + 2 * Twiddles.LANES);
            FloatVector s2 = VectorFftLoops.load(factors, f + 3 * Twiddles.LANES);
            FloatVector c3 = VectorFftLoops.load(factors, f + 4 * Twiddles.LANES);
            FloatVector s3 = VectorFftLoops.load(factors, f + 5 * Twiddles.LANES);
            FloatVector tr1 = VectorFftLoops.turnR(r1, i1, c1, s1);
            FloatVector ti1 = VectorFftLoops.turnI(r1, i1, c1, s1);
            FloatVector tr2 = VectorFftLoops.turnR(r2, i2, c2, s2);
            FloatVector ti2 = VectorFftLoops.turnI(r2, i2, c2, s2);
            FloatVector tr3 = VectorFftLoops.turnR(r3, i3, c3, s3);
            FloatVector ti3 = VectorFftLoops.turnI(r3, i3, c3, s3);
            FloatVector evenR = r0.add(tr2);
            FloatVector oddR = r0.sub(tr2);
            FloatVector sumR = tr1.add(tr3);
            FloatVector differenceR = tr1.sub(tr3);
            FloatVector evenI = i0.add(ti2);
            FloatVector oddI = i0.sub(ti2);
            FloatVector sumI = ti1.add(ti3);
            FloatVector differenceI = ti1.sub(ti3);
            r0 = evenR.add(sumR);
            i0 = evenI.add(sumI);
            r1 = oddR.sub(differenceI);
            i1 = oddI.add(differenceR);
            r2 = evenR.sub(sumR);
            i2 = evenI.sub(sumI);
            r3 = oddR.add(differenceI);
            i3 = oddI.sub(differenceR);
            r0.intoArray(a, r);
            i0.intoArray(a, i);
            r1.intoArray(a, r + LANES);
            i1.intoArray(a, i + LANES);
            r2.intoArray(a, r + 2 * LANES);
            i2.intoArray(a, i + 2 * LANES);
            r3.intoArray(a, r + 3 * LANES);
            i3.intoArray(a, i + 3 * LANES);
        }
    }

    /// Undoes [#forwardFours], times 4.
    static void inverseFours(float[] a, int at, Twiddles twiddles, int first, int count) {
        float[] factors = twiddles.fours.array();
        for (int n = 0; n < count; n += LANES / 4) {
            int r = at + 16 * n;
            int i = r + twiddles.bins;
            int f = twiddles.fours.at() + Twiddles.lane(4 * (first + n));
            FloatVector r0 = VectorFftLoops.load(a, r);
            FloatVector i0 = VectorFftLoops.load(a, i);
            FloatVector r1 = VectorFftLoops.load(a, r + LANES);
            FloatVector i1 = VectorFftLoops.load(a, i + LANES);
            FloatVector r2 = VectorFftLoops.load(a, r + 2 * LANES);
            FloatVector i2 = VectorFftLoops.load(a, i + 2 * LANES);
            FloatVector r3 = VectorFftLoops.load(a, r + 3 * LANES);
            FloatVector i3 = VectorFftLoops.load(a, i + 3 * LANES);
            FloatVector c1 = VectorFftLoops.load(factors, f);
            FloatVector s1 = VectorFftLoops.load(factors, f + Twiddles.LANES);
            FloatVector c2 = VectorFftLoops.load(factors, f + 2 * Twiddles.LANES);
            FloatVector s2 = VectorFftLoops.load(factors, f + 3 * Twiddles.LANES);
            FloatVector c3 = VectorFftLoops.load(factors, f + 4 * Twiddles.LANES);
            FloatVector s3 = VectorFftLoops.load(factors, f + 5 * Twiddles.LANES);
            FloatVector evenR = r0.add(r2);
            FloatVector oddR = r0.sub(r2);
            FloatVector sumR = r1.add(r3);
            FloatVector differenceR = r1.sub(r3);
            FloatVector evenI = i0.add(i2);
            FloatVector oddI = i0.sub(i2);
            FloatVector sumI = i1.add(i3);
            FloatVector differenceI = i1.sub(i3);
            r0 = evenR.add(sumR);
            i0 = evenI.add(sumI);
            FloatVector tr1 = oddR.add(differenceI);
            FloatVector ti1 = oddI.sub(differenceR);
            r1 = VectorFftLoops.backR(tr1, ti1, c1, s1);
            i1 = VectorFftLoops.backI(tr1, ti1, c1, s1);
            FloatVector tr2 = evenR.sub(sumR);
            FloatVector ti2 = evenI.sub(sumI);
            r2 = VectorFftLoops.backR(tr2, ti2, c2, s2);
            i2 = VectorFftLoops.backI(tr2, ti2, c2, s2);
            FloatVector tr3 = oddR.sub(differenceI);
            FloatVector ti3 = oddI.add(differenceR);
            r3 = VectorFftLoops.backR(tr3, ti3, c3, s3);
            i3 = VectorFftLoops.backI(tr3, ti3, c3, s3);
            FloatVector r0x2 = r2.blend(r0, ODD_2).rearrange(BY_2);
            r0 = r0.blend(r0x2, ODD_2);
            r2 = r0x2.blend(r2, ODD_2);
            FloatVector r1x2 = r3.blend(r1, ODD_2).rearrange(BY_2);
            r1 = r1.blend(r1x2, ODD_2);
            r3 = r1x2.blend(r3, ODD_2);
            FloatVector i0x2 = i2.blend(i0, ODD_2).rearrange(BY_2);
            i0 = i0.blend(i0x2, ODD_2);
            i2 = i0x2.blend(i2, ODD_2);
            FloatVector i1x2 = i3.blend(i1, ODD_2).rearrange(BY_2);
            i1 = i1.blend(i1x2, ODD_2);
            i3 = i1x2.blend(i3, ODD_2);
            FloatVector r0x1 = r1.blend(r0, ODD_1).rearrange(BY_1);
            r0 = r0.blend(r0x1, ODD_1);
            r1 = r0x1.blend(r1, ODD_1);
            FloatVector r2x1 = r3.blend(r2, ODD_1).rearrange(BY_1);
            r2 = r2.blend(r2x1, ODD_1);
            r3 = r2x1.blend(r3, ODD_1);
            FloatVector i0x1 = i1.blend(i0, ODD_1).rearrange(BY_1);
            i0 = i0.blend(i0x1, ODD_1);
            i1 = i0x1.blend(i1, ODD_1);
            FloatVector i2x1 = i3.blend(i2, ODD_1).rearrange(BY_1);
            i2 = i2.blend(i2x1, ODD_1);
            i3 = i2x1.blend(i3, ODD_1);
            r0.intoArray(a, r);
            i0.intoArray(a, i);
            r1.intoArray(a, r + LANES);
            i1.intoArray(a, i + LANES);
            r2.intoArray(a, r + 2 * LANES);
            i2.intoArray(a, i + 2 * LANES);
            r3.intoArray(a, r + 3 * LANES);
            i3.intoArray(a, i + 3 * LANES);
        }
    }

    /// Undoes [#forwardSixteens], times 4.
    static void inverseSixteens(float[] a, int at, Twiddles twiddles, int first, int count) {
        float[] factors = twiddles.sixteens.array();
        for (int n = 0; n < count; n += LANES / 4) {
            int r = at + 16 * n;
            int i = r + twiddles.bins;
            int f = twiddles.sixteens.at() + Twiddles.lane(4 * (first + n));
            FloatVector r0 = VectorFftLoops.load(a, r);
            FloatVector i0 = VectorFftLoops.load(a, i);
            FloatVector r1 = VectorFftLoops.load(a, r + LANES);
            FloatVector i1 = VectorFftLoops.load(a, i + LANES);
            FloatVector r2 = VectorFftLoops.load(a, r + 2 * LANES);
            FloatVector i2 = VectorFftLoops.load(a, i + 2 * LANES);
            FloatVector r3 = VectorFftLoops.load(a, r + 3 * LANES);
            FloatVector i3 = VectorFftLoops.load(a, i + 3 * LANES);
            FloatVector c1 = VectorFftLoops.load(factors, f);
            FloatVector s1 = VectorFftLoops.load(factors, f + Twiddles.LANES);
            FloatVector c2 = VectorFftLoops.load(factors, f + 2 * Twiddles.LANES);
            FloatVector s2 = VectorFftLoops.load(factors, f + 3 * Twiddles.LANES);
            FloatVector c3 = VectorFftLoops.load(factors, f + 4 * Twiddles.LANES);
            FloatVector s3 = VectorFftLoops.load(factors, f + 5 * Twiddles.LANES);
            FloatVector evenR = r0.add(r2);
            FloatVector oddR = r0.sub(r2);
            FloatVector sumR = r1.add(r3);
            FloatVector differenceR = r1.sub(r3);
            FloatVector evenI = i0.add(i2);
            FloatVector oddI = i0.sub(i2);
            FloatVector sumI = i1.add(i3);
            FloatVector differenceI = i1.sub(i3);
            r0 = evenR.add(sumR);
            i0 = evenI.add(sumI);
            FloatVector tr1 = oddR.add(differenceI);
            FloatVector ti1 = oddI.sub(differenceR);
            r1 = VectorFftLoops.backR(tr1, ti1, c1, s1);
            i1 = VectorFftLoops.backI(tr1, ti1, c1, s1);
            FloatVector tr2 = evenR.sub(sumR);
            FloatVector ti2 = evenI.sub(sumI);
            r2 = VectorFftLoops.backR(tr2, ti2, c2, s2);
            i2 = VectorFftLoops.backI(tr2, ti2, c2, s2);
            FloatVector tr3 = oddR.sub(differenceI);
            FloatVector ti3 = oddI.add(differenceR);
            r3 = VectorFftLoops.backR(tr3, ti3, c3, s3);
            i3 = VectorFftLoops.backI(tr3, ti3, c3, s3);
            if (LANES == 16) {
                FloatVector r0x8 = r2.blend(r0, ODD_8).rearrange(BY_8);
                r0 = r0.blend(r0x8, ODD_8);
                r2 = r0x8.blend(r2, ODD_8);
                FloatVector r1x8 = r3.blend(r1, ODD_8).rearrange(BY_8);
                r1 = r1.blend(r1x8, ODD_8);
                r3 = r1x8.blend(r3, ODD_8);
                FloatVector i0x8 = i2.blend(i0, ODD_8).rearrange(BY_8);
                i0 = i0.blend(i0x8, ODD_8);
                i2 = i0x8.blend(i2, ODD_8);
                FloatVector i1x8 = i3.blend(i1, ODD_8).rearrange(BY_8);
                i1 = i1.blend(i1x8, ODD_8);
                i3 = i1x8.blend(i3, ODD_8);
            }
            if (LANES > 4) {
                FloatVector r0x4 = r1.blend(r0, ODD_4).rearrange(BY_4);
                r0 = r0.blend(r0x4, ODD_4);
                r1 = r0x4.blend(r1, ODD_4);
                FloatVector r2x4 = r3.blend(r2, ODD_4).rearrange(BY_4);
                r2 = r2.blend(r2x4, ODD_4);
                r3 = r2x4.blend(r3, ODD_4);
                FloatVector i0x4 = i1.blend(i0, ODD_4).rearrange(BY_4);
                i0 = i0.blend(i0x4, ODD_4);
                i1 = i0x4.blend(i1, ODD_4);
                FloatVector i2x4 = i3.blend(i2, ODD_4).rearrange(BY_4);
                i2 = i2.blend(i2x4, ODD_4);
                i3 = i2x4.blend(i3, ODD_4);
            }
            r0.intoArray(a, r);
            i0.intoArray(a, i);
            r1.intoArray(a, r + SECOND);
            i1.intoArray(a, i + SECOND);
            r2.intoArray(a, r + THIRD);
            i2.intoArray(a, i + THIRD);
            r3.intoArray(a, r + 3 * LANES);
            i3.intoArray(a, i + 3 * LANES);
        }
    }
}
