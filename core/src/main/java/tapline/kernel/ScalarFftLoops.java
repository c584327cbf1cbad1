package tapline.kernel;

/// Plain loops.
final class ScalarFftLoops implements FftLoops {
    @Override
    public String name() {
        return "scalar";
    }

    @Override
    public void forwardTwo(float[] a, int at, Twiddles twiddles) {
        float c = twiddles.cosine;
        float s = twiddles.sine;
        int half = twiddles.bins / 2;
        for (int r0 = at; r0 < at + half; r0++) {
            int r1 = r0 + half;
            int i0 = r0 + twiddles.bins;
            int i1 = r1 + twiddles.bins;
            float r = Math.fma(a[i1], -s, a[r1] * c);
            float i = Math.fma(a[i1], c, a[r1] * s);
            a[r1] = a[r0] - r;
            a[i1] = a[i0] - i;
            a[r0] += r;
            a[i0] += i;
        }
    }

    @Override
    public void inverseTwo(float[] a, int at, Twiddles twiddles) {
        float c = twiddles.cosine;
        float s = twiddles.sine;
        int half = twiddles.bins / 2;
        for (int r0 = at; r0 < at + half; r0++) {
            int r1 = r0 + half;
            int i0 = r0 + twiddles.bins;
            int i1 = r1 + twiddles.bins;
            float r = a[r0] - a[r1];
            float i = a[i0] - a[i1];
            a[r0] += a[r1];
            a[i0] += a[i1];
            a[r1] = Math.fma(i, s, r * c);
            a[i1] = Math.fma(r, -s, i * c);
        }
    }

    @Override
    public void forwardFour(float[] a, int at, Twiddles twiddles, int level, int first, int count) {
        float[] nodes = twiddles.nodes;
        int length = twiddles.bins / level;
        for (int n = 0; n < count; n++) {
            int f = (level + first + n) * Twiddles.FACTORS;
            float c1 = nodes[f];
            float s1 = nodes[f + 1];
            float c2 = nodes[f + 2];
            float s2 = nodes[f + 3];
            float c3 = nodes[f + 4];
            float s3 = nodes[f + 5];
            for (int k = at + n * length; k < at + n * length + length / 4; k++) {
                forward(a, k, length / 4, twiddles.bins, c1, s1, c2, s2, c3, s3);
            }
        }
    }

    @Override
    public void inverseFour(float[] a, int at, Twiddles twiddles, int level, int first, int count) {
        float[] nodes = twiddles.nodes;
        int length = twiddles.bins / level;
        for (int n = 0; n < count; n++) {
            int f = (level + first + n) * Twiddles.FACTORS;
            float c1 = nodes[f];
            float s1 = nodes[f + 1];
            float c2 = nodes[f + 2];
            float s2 = nodes[f + 3];
            float c3 = nodes[f + 4];
            float s3 = nodes[f + 5];
            for (int k = at + n * length; k < at + n * length + length / 4; k++) {
                inverse(a, k, length / 4, twiddles.bins, c1, s1, c2, s2, c3, s3);
            }
        }
    }

    @Override
    public void forwardLast(float[] a, int at, Twiddles twiddles, int first, int count) {
        for (int n = 0; n < count; n++) {
            for (int k = 0; k < 4; k++) {
                forward(a, at + 16 * n + k, 4, twiddles.bins, twiddles.sixteens, 4 * (first + n));
            }
            for (int k = 0; k < 4; k++) {
                forward(a, at + 16 * n + 4 * k, 1, twiddles.bins, twiddles.fours, 4 * (first + n) + k);
            }
        }
    }

    @Override
    public void inverseLast(float[] a, int at, Twiddles twiddles, int first, int count) {
        for (int n = 0; n < count; n++) {
            for (int k = 0; k < 4; k++) {
                inverse(a, at + 16 * n + 4 * k, 1, twiddles.bins, twiddles.fours, 4 * (first + n) + k);
            }
            for (int k = 0; k < 4; k++) {
                inverse(a, at + 16 * n + k, 4, twiddles.bins, twiddles.sixteens, 4 * (first + n));
            }
        }
    }

    private static void forward(float[] a, int r, int row, int bins, AlignedFloats factors, int lane) {
        float[] t = factors.array();
        int f = factors.at() + Twiddles.lane(lane);
        forward(
                a,
                r,
                row,
                bins,
                t[f],
                t[f + Twiddles.LANES],
                t[f + 2 * Twiddles.LANES],
                t[f + 3 * Twiddles.LANES],
                t[f + 4 * Twiddles.LANES],
                t[f + 5 * Twiddles.LANES]);
    }

    private static void inverse(float[] a, int r, int row, int bins, AlignedFloats factors, int lane) {
        float[] t = factors.array();
        int f = factors.at() + Twiddles.lane(lane);
        inverse(
                a,
                r,
                row,
                bins,
                t[f],
                t[f + Twiddles.LANES],
                t[f + 2 * Twiddles.LANES],
                t[f + 3 * Twiddles.LANES],
                t[f + 4 * Twiddles.LANES],
                t[f + 5 * Twiddles.LANES]);
    }

    /// Coefficients `r`, `r + row`, `r + 2 row` and `r + 3 row` of a node become one of each of its four parts.
    private static void forward(
            float[] a, int r, int row, int bins, float c1, float s1, float c2, float s2, float c3, float s3) {
        int i = r + bins;
        float r1 = Math.fma(a[i + row], -s1, a[r + row] * c1);
        float i1 = Math.fma(a[i + row], c1, a[r + row] * s1);
        float r2 = Math.fma(a[i + 2 * row], -s2, a[r + 2 * row] * c2);
        float i2 = Math.fma(a[i + 2 * row], c2, a[r + 2 * row] * s2);
        float r3 = Math.fma(a[i + 3 * row], -s3, a[r + 3 * row] * c3);
        float i3 = Math.fma(a[i + 3 * row], c3, a[r + 3 * row] * s3);
        float evenR = a[r] + r2;
        float evenI = a[i] + i2;
        float oddR = a[r] - r2;
        float oddI = a[i] - i2;
        float sumR = r1 + r3;
        float sumI = i1 + i3;
        float differenceR = r1 - r3;
        float differenceI = i1 - i3;
        a[r] = evenR + sumR;
        a[i] = evenI + sumI;
        a[r + row] = oddR - differenceI;
        a[i + row] = oddI + differenceR;
        a[r + 2 * row] = evenR - sumR;
        a[i + 2 * row] = evenI - sumI;
        a[r + 3 * row] = oddR + differenceI;
        a[i + 3 * row] = oddI - differenceR;
    }

    /// Undoes [#forward], times 4.
    private static void inverse(
            float[] a, int r, int row, int bins, float c1, float s1, float c2, float s2, float c3, float s3) {
        int i = r + bins;
        float evenR = a[r] + a[r + 2 * row];
        float evenI = a[i] + a[i + 2 * row];
        float oddR = a[r] - a[r + 2 * row];
        float oddI = a[i] - a[i + 2 * row];
        float sumR = a[r + row] + a[r + 3 * row];
        float sumI = a[i + row] + a[i + 3 * row];
        float differenceR = a[r + row] - a[r + 3 * row];
        float differenceI = a[i + row] - a[i + 3 * row];
        float r1 = oddR + differenceI;
        float i1 = oddI - differenceR;
        float r2 = evenR - sumR;
        float i2 = evenI - sumI;
        float r3 = oddR - differenceI;
        float i3 = oddI + differenceR;
        a[r] = evenR + sumR;
        a[i] = evenI + sumI;
        a[r + row] = Math.fma(i1, s1, r1 * c1);
        a[i + row] = Math.fma(r1, -s1, i1 * c1);
        a[r + 2 * row] = Math.fma(i2, s2, r2 * c2);
        a[i + 2 * row] = Math.fma(r2, -s2, i2 * c2);
        a[r + 3 * row] = Math.fma(i3, s3, r3 * c3);
        a[i + 3 * row] = Math.fma(r3, -s3, i3 * c3);
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
        for (int channel = 0; channel < channels; channel += 2) {
            int nextW = channel + 1 < channels ? row : 0;
            int nextChannel = channel + 1 < channels ? blocks * stride : 0;
            for (int block = 0; block < blocks; block += 2) {
                int nextX = block + 1 < blocks ? row : 0;
                int nextBlock = block + 1 < blocks ? stride : 0;
                int firstW = wAt + channel * row;
                int firstX = xAt + block * row;
                int firstY = yAt + (channel * blocks + block) * stride;
                for (int bin = 0; bin < CHUNK; bin++) {
                    multiply(
                            w,
                            firstW + bin,
                            nextW,
                            x,
                            firstX + bin,
                            nextX,
                            inputs,
                            read,
                            y,
                            firstY + bin,
                            nextChannel,
                            nextBlock,
                            written);
                }
            }
        }
    }

    /// Two channels by two blocks, or one of them twice, at one value.
    private static void multiply(
            float[] w,
            int w0,
            int nextW,
            float[] x,
            int x0,
            int nextX,
            int inputs,
            int read,
            float[] y,
            int y0,
            int nextChannel,
            int nextBlock,
            int written) {
        int stride = FftLoops.stride(read);
        float sum00R = 0;
        float sum00I = 0;
        float sum01R = 0;
        float sum01I = 0;
        float sum10R = 0;
        float sum10I = 0;
        float sum11R = 0;
        float sum11I = 0;
        for (int k = 0; k < inputs * stride; k += stride) {
            float wr0 = w[w0 + k];
            float wi0 = w[w0 + read + k];
            float wr1 = w[w0 + nextW + k];
            float wi1 = w[w0 + nextW + read + k];
            float xr0 = x[x0 + k];
            float xi0 = x[x0 + read + k];
            float xr1 = x[x0 + nextX + k];
            float xi1 = x[x0 + nextX + read + k];
            sum00R = Math.fma(xi0, wi0, Math.fma(xr0, wr0, sum00R));
            sum00I = Math.fma(-xr0, wi0, Math.fma(xi0, wr0, sum00I));
            sum01R = Math.fma(xi1, wi0, Math.fma(xr1, wr0, sum01R));
            sum01I = Math.fma(-xr1, wi0, Math.fma(xi1, wr0, sum01I));
            sum10R = Math.fma(xi0, wi1, Math.fma(xr0, wr1, sum10R));
            sum10I = Math.fma(-xr0, wi1, Math.fma(xi0, wr1, sum10I));
            sum11R = Math.fma(xi1, wi1, Math.fma(xr1, wr1, sum11R));
            sum11I = Math.fma(-xr1, wi1, Math.fma(xi1, wr1, sum11I));
        }
        y[y0] = sum00R;
        y[y0 + written] = sum00I;
        y[y0 + nextBlock] = sum01R;
        y[y0 + nextBlock + written] = sum01I;
        y[y0 + nextChannel] = sum10R;
        y[y0 + nextChannel + written] = sum10I;
        y[y0 + nextChannel + nextBlock] = sum11R;
        y[y0 + nextChannel + nextBlock + written] = sum11I;
    }

    @Override
    public boolean write(
            float[] samples, int at, int count, float scale, float bias, float[] y, int position, int step) {
        // Zero times a number is zero; times anything else it is NaN. Four sums, since one would wait for itself.
        float probe0 = 0;
        float probe1 = 0;
        float probe2 = 0;
        float probe3 = 0;
        int i = 0;
        for (; i + 3 < count; i += 4) {
            float sample0 = samples[at + i];
            float sample1 = samples[at + i + 1];
            float sample2 = samples[at + i + 2];
            float sample3 = samples[at + i + 3];
            probe0 += sample0 * 0;
            probe1 += sample1 * 0;
            probe2 += sample2 * 0;
            probe3 += sample3 * 0;
            y[position + i * step] = Math.fma(sample0, scale, bias);
            y[position + (i + 1) * step] = Math.fma(sample1, scale, bias);
            y[position + (i + 2) * step] = Math.fma(sample2, scale, bias);
            y[position + (i + 3) * step] = Math.fma(sample3, scale, bias);
        }
        for (; i < count; i++) {
            probe0 += samples[at + i] * 0;
            y[position + i * step] = Math.fma(samples[at + i], scale, bias);
        }
        return probe0 + probe1 + probe2 + probe3 == 0;
    }
}
