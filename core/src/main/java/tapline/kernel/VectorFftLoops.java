package tapline.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Vectors of the JDK's Vector API: along the coefficients of a node, and along the nodes where these are short.
final class VectorFftLoops implements FftLoops {
    private static final VectorSpecies<Float> SPECIES = Vectors.SPECIES;
    private static final int LANES = SPECIES.length();
    private static final FftLoops SCALAR = new ScalarFftLoops();

    @Override
    public String name() {
        return "vector-" + SPECIES.vectorBitSize();
    }

    @Override
    public void forwardTwo(float[] a, int at, Twiddles twiddles) {
        FloatVector c = FloatVector.broadcast(SPECIES, twiddles.cosine);
        FloatVector s = FloatVector.broadcast(SPECIES, twiddles.sine);
        FloatVector minus = s.neg();
        int half = twiddles.bins / 2;
        for (int r0 = at; r0 < at + half; r0 += LANES) {
            FloatVector ar = load(a, r0);
            FloatVector ai = load(a, r0 + 2 * half);
            FloatVector br = load(a, r0 + half);
            FloatVector bi = load(a, r0 + 3 * half);
            FloatVector r = bi.fma(minus, br.mul(c));
            FloatVector i = bi.fma(c, br.mul(s));
            ar.add(r).intoArray(a, r0);
            ai.add(i).intoArray(a, r0 + 2 * half);
            ar.sub(r).intoArray(a, r0 + half);
            ai.sub(i).intoArray(a, r0 + 3 * half);
        }
    }

    @Override
    public void inverseTwo(float[] a, int at, Twiddles twiddles) {
        FloatVector c = FloatVector.broadcast(SPECIES, twiddles.cosine);
        FloatVector s = FloatVector.broadcast(SPECIES, twiddles.sine);
        FloatVector minus = s.neg();
        int half = twiddles.bins / 2;
        for (int r0 = at; r0 < at + half; r0 += LANES) {
            FloatVector ar = load(a, r0);
            FloatVector ai = load(a, r0 + 2 * half);
            FloatVector br = load(a, r0 + half);
            FloatVector bi = load(a, r0 + 3 * half);
            FloatVector r = ar.sub(br);
            FloatVector i = ai.sub(bi);
            ar.add(br).intoArray(a, r0);
            ai.add(bi).intoArray(a, r0 + 2 * half);
            i.fma(s, r.mul(c)).intoArray(a, r0 + half);
            r.fma(minus, i.mul(c)).intoArray(a, r0 + 3 * half);
        }
    }

    @Override
    public void forwardFour(float[] a, int at, Twiddles twiddles, int level, int first, int count) {
        float[] nodes = twiddles.nodes;
        int bins = twiddles.bins;
        int length = bins / level;
        int row = length / 4;
        for (int n = 0; n < count; n++) {
            int f = (level + first + n) * Twiddles.FACTORS;
            FloatVector c1 = FloatVector.broadcast(SPECIES, nodes[f]);
            FloatVector s1 = FloatVector.broadcast(SPECIES, nodes[f + 1]);
            FloatVector c2 = FloatVector.broadcast(SPECIES, nodes[f + 2]);
            FloatVector s2 = FloatVector.broadcast(SPECIES, nodes[f + 3]);
            FloatVector c3 = FloatVector.broadcast(SPECIES, nodes[f + 4]);
            FloatVector s3 = FloatVector.broadcast(SPECIES, nodes[f + 5]);
            int start = at + n * length;
            for (int r = start; r < start + row; r += LANES) {
                int i = r + bins;
                FloatVector ar = load(a, r + row);
                FloatVector ai = load(a, i + row);
                FloatVector r1 = turnR(ar, ai, c1, s1);
                FloatVector i1 = turnI(ar, ai, c1, s1);
                FloatVector br = load(a, r + 2 * row);
                FloatVector bi = load(a, i + 2 * row);
                FloatVector r2 = turnR(br, bi, c2, s2);
                FloatVector i2 = turnI(br, bi, c2, s2);
                FloatVector cr = load(a, r + 3 * row);
                FloatVector ci = load(a, i + 3 * row);
                FloatVector r3 = turnR(cr, ci, c3, s3);
                FloatVector i3 = turnI(cr, ci, c3, s3);
                FloatVector r0 = load(a, r);
                FloatVector i0 = load(a, i);
                FloatVector evenR = r0.add(r2);
                FloatVector evenI = i0.add(i2);
                FloatVector oddR = r0.sub(r2);
                FloatVector oddI = i0.sub(i2);
                FloatVector sumR = r1.add(r3);
                FloatVector sumI = i1.add(i3);
                FloatVector differenceR = r1.sub(r3);
                FloatVector differenceI = i1.sub(i3);
                evenR.add(sumR).intoArray(a, r);
                evenI.add(sumI).intoArray(a, i);
                oddR.sub(differenceI).intoArray(a, r + row);
                oddI.add(differenceR).intoArray(a, i + row);
                evenR.sub(sumR).intoArray(a, r + 2 * row);
                evenI.sub(sumI).intoArray(a, i + 2 * row);
                oddR.add(differenceI).intoArray(a, r + 3 * row);
                oddI.sub(differenceR).intoArray(a, i + 3 * row);
            }
        }
    }

    @Override
    public void inverseFour(float[] a, int at, Twiddles twiddles, int level, int first, int count) {
        float[] nodes = twiddles.nodes;
        int bins = twiddles.bins;
        int length = bins / level;
        int row = length / 4;
        for (int n = 0; n < count; n++) {
            int f = (level + first + n) * Twiddles.FACTORS;
            FloatVector c1 = FloatVector.broadcast(SPECIES, nodes[f]);
            FloatVector s1 = FloatVector.broadcast(SPECIES, nodes[f + 1]);
            FloatVector c2 = FloatVector.broadcast(SPECIES, nodes[f + 2]);
            FloatVector s2 = FloatVector.broadcast(SPECIES, nodes[f + 3]);
            FloatVector c3 = FloatVector.broadcast(SPECIES, nodes[f + 4]);
            FloatVector s3 = FloatVector.broadcast(SPECIES, nodes[f + 5]);
            int start = at + n * length;
            for (int r = start; r < start + row; r += LANES) {
                int i = r + bins;
                FloatVector r0 = load(a, r);
                FloatVector i0 = load(a, i);
                FloatVector r1 = load(a, r + row);
                FloatVector i1 = load(a, i + row);
                FloatVector r2 = load(a, r + 2 * row);
                FloatVector i2 = load(a, i + 2 * row);
                FloatVector r3 = load(a, r + 3 * row);
                FloatVector i3 = load(a, i + 3 * row);
                FloatVector evenR = r0.add(r2);
                FloatVector evenI = i0.add(i2);
                FloatVector oddR = r0.sub(r2);
                FloatVector oddI = i0.sub(i2);
                FloatVector sumR = r1.add(r3);
                FloatVector sumI = i1.add(i3);
                FloatVector differenceR = r1.sub(r3);
                FloatVector differenceI = i1.sub(i3);
                evenR.add(sumR).intoArray(a, r);
                evenI.add(sumI).intoArray(a, i);
                FloatVector ar = oddR.add(differenceI);
                FloatVector ai = oddI.sub(differenceR);
                backR(ar, ai, c1, s1).intoArray(a, r + row);
                backI(ar, ai, c1, s1).intoArray(a, i + row);
                FloatVector br = evenR.sub(sumR);
                FloatVector bi = evenI.sub(sumI);
                backR(br, bi, c2, s2).intoArray(a, r + 2 * row);
                backI(br, bi, c2, s2).intoArray(a, i + 2 * row);
                FloatVector cr = oddR.sub(differenceI);
                FloatVector ci = oddI.add(differenceR);
                backR(cr, ci, c3, s3).intoArray(a, r + 3 * row);
                backI(cr, ci, c3, s3).intoArray(a, i + 3 * row);
            }
        }
    }

    static FloatVector load(float[] a, int at) {
        return FloatVector.fromArray(SPECIES, a, at);
    }

    static FloatVector turnR(FloatVector r, FloatVector i, FloatVector c, FloatVector s) {
        return i.fma(s.neg(), r.mul(c));
    }

    static FloatVector turnI(FloatVector r, FloatVector i, FloatVector c, FloatVector s) {
        return i.fma(c, r.mul(s));
    }

    static FloatVector backR(FloatVector r, FloatVector i, FloatVector c, FloatVector s) {
        return i.fma(s, r.mul(c));
    }

    static FloatVector backI(FloatVector r, FloatVector i, FloatVector c, FloatVector s) {
        return r.fma(s.neg(), i.mul(c));
    }

    @Override
    public void forwardLast(float[] a, int at, Twiddles twiddles, int first, int count) {
        LastLevels.forwardSixteens(a, at, twiddles, first, count);
        LastLevels.forwardFours(a, at, twiddles, first, count);
    }

    @Override
    public void inverseLast(float[] a, int at, Twiddles twiddles, int first, int count) {
        LastLevels.inverseFours(a, at, twiddles, first, count);
        LastLevels.inverseSixteens(a, at, twiddles, first, count);
    }

    @Override
    public void multiply(
            float[] w,
            int wAt,
            int channels,
            float[] x,
            int xAt,
            int blocks,
            int inputs,
            int read,
            float[] y,
            int yAt,
            int written) {
        int row = inputs * FftLoops.stride(read);
        int stride = FftLoops.stride(written);
        int rows = channels < 4 || blocks < 2 ? 1 : 4;
        int columns = rows == 1 ? 1 : 2;
        for (int bin = 0; bin < CHUNK; bin += LANES) {
            for (int c = 0; c < channels; c += rows) {
                int channel = Math.min(c, channels - rows);
                for (int b = 0; b < blocks; b += columns) {
                    int block = Math.min(b, blocks - columns);
                    int firstW = wAt + channel * row + bin;
                    int firstX = xAt + block * row + bin;
                    int firstY = yAt + (channel * blocks + block) * stride + bin;
                    if (rows == 1) {
                        SpectrumTiles.one(w, firstW, x, firstX, inputs, read, y, firstY, written);
                    } else {
                        SpectrumTiles.fourByTwo(
                                w, firstW, x, firstX, inputs, read, y, firstY, blocks * stride, written);
                    }
                }
            }
        }
    }

    @Override
    public boolean write(
            float[] samples, int at, int count, float scale, float bias, float[] y, int position, int step) {
        int whole = step == 1 ? SPECIES.loopBound(count) : 0;
        FloatVector scales = FloatVector.broadcast(SPECIES, scale);
        FloatVector biases = FloatVector.broadcast(SPECIES, bias);
        FloatVector probe = FloatVector.zero(SPECIES);
        for (int i = 0; i < whole; i += LANES) {
            FloatVector sample = load(samples, at + i);
            // Zero times a number is zero; times anything else it is NaN.
            probe = sample.mul(0).add(probe);
            sample.fma(scales, biases).intoArray(y, position + i);
        }
        boolean isFinite = Vectors.TYPE.cast(probe).reduceLanes(VectorOperators.ADD) == 0;
        return SCALAR.write(samples, at + whole, count - whole, scale, bias, y, position + whole * step, step)
                && isFinite;
    }
}
