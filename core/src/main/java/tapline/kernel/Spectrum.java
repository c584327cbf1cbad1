package tapline.kernel;

import java.util.Arrays;

/// The values of one signal, as a [RealFft] orders them.
///
/// @param re real parts, `[bins]`
/// @param im imaginary parts, `[bins]`
record Spectrum(float[] re, float[] im) {
    static Spectrum zeros(int bins) {
        return new Spectrum(new float[bins], new float[bins]);
    }

    static Spectrum[] zeros(int count, int bins) {
        Spectrum[] spectra = new Spectrum[count];
        for (int i = 0; i < count; i++) {
            spectra[i] = zeros(bins);
        }
        return spectra;
    }

    void clear() {
        Arrays.fill(re, 0);
        Arrays.fill(im, 0);
    }

    void scale(float factor) {
        for (int i = 0; i < re.length; i++) {
            re[i] *= factor;
            im[i] *= factor;
        }
    }

    /// Adds `x * h` to these values, bin by bin.
    void addProduct(Spectrum x, Spectrum h) {
        add(re, im, x.re, x.im, h.re, h.im);
    }

    /// Adds `x0 * h0 + x1 * h1`, in that order: the same bits as two calls of [#addProduct], in less time, since
    /// these values are read and written once.
    void addTwoProducts(Spectrum x0, Spectrum x1, Spectrum h0, Spectrum h1) {
        addTwo(re, im, x0.re, x0.im, x1.re, x1.im, h0.re, h0.im, h1.re, h1.im);
    }

    private static void add(float[] yr, float[] yi, float[] xr, float[] xi, float[] hr, float[] hi) {
        for (int i = 0; i < yr.length; i++) {
            float r = Math.fma(-xi[i], hi[i], Math.fma(xr[i], hr[i], yr[i]));
            float m = Math.fma(xi[i], hr[i], Math.fma(xr[i], hi[i], yi[i]));
            yr[i] = r;
            yi[i] = m;
        }
    }

    private static void addTwo(
            float[] yr,
            float[] yi,
            float[] xr0,
            float[] xi0,
            float[] xr1,
            float[] xi1,
            float[] hr0,
            float[] hi0,
            float[] hr1,
            float[] hi1) {
        for (int i = 0; i < yr.length; i++) {
            float r = Math.fma(-xi0[i], hi0[i], Math.fma(xr0[i], hr0[i], yr[i]));
            float m = Math.fma(xi0[i], hr0[i], Math.fma(xr0[i], hi0[i], yi[i]));
            yr[i] = Math.fma(-xi1[i], hi1[i], Math.fma(xr1[i], hr1[i], r));
            yi[i] = Math.fma(xi1[i], hr1[i], Math.fma(xr1[i], hi1[i], m));
        }
    }
}
