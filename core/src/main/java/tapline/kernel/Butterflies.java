package tapline.kernel;

/// The loops of the Fourier transform: each over whole rows, all of them indexed `[i]`, the factors scalars or
/// rows.
///
/// They are kept this small on purpose. C2 vectorises a loop only if its body, before any unrolling, has about 60
/// nodes at most; a butterfly of four rows is just above that, and ran three times slower than the four butterflies
/// of two rows that do the same, though these load and store twice as often.
final class Butterflies {
    private Butterflies() {}

    /// `a + t b` and `a - t b`, for `t = c + i s`.
    ///
    /// @param ar row `a`, real parts. *Modified* from 0 to `count`, as the other rows are
    static void forward(float[] ar, float[] ai, float[] br, float[] bi, float c, float s, int count) {
        float minus = -s;
        for (int i = 0; i < count; i++) {
            float ur = Math.fma(c, br[i], minus * bi[i]);
            float ui = Math.fma(c, bi[i], s * br[i]);
            br[i] = ar[i] - ur;
            bi[i] = ai[i] - ui;
            ar[i] += ur;
            ai[i] += ui;
        }
    }

    /// Undoes [#forward], times 2: `a + b` and `(a - b) / t`.
    ///
    /// @param ar row `a`, real parts. *Modified* from 0 to `count`, as the other rows are
    static void inverse(float[] ar, float[] ai, float[] br, float[] bi, float c, float s, int count) {
        float minus = -s;
        for (int i = 0; i < count; i++) {
            float ur = ar[i] - br[i];
            float ui = ai[i] - bi[i];
            ar[i] += br[i];
            ai[i] += bi[i];
            br[i] = Math.fma(c, ur, s * ui);
            bi[i] = Math.fma(c, ui, minus * ur);
        }
    }

    /// `a * t`, element by element.
    ///
    /// @param ar row `a`, real parts. *Modified* from 0 to `count`, as `ai` is
    /// @param c real parts of `t`. *Not modified*
    /// @param s imaginary parts. *Not modified*
    static void turn(float[] ar, float[] ai, float[] c, float[] s, int count) {
        for (int i = 0; i < count; i++) {
            float r = Math.fma(ar[i], c[i], -ai[i] * s[i]);
            ai[i] = Math.fma(ar[i], s[i], ai[i] * c[i]);
            ar[i] = r;
        }
    }

    /// `a / t`, element by element, for `t` of length 1; arguments as in [#turn].
    static void turnBack(float[] ar, float[] ai, float[] c, float[] s, int count) {
        for (int i = 0; i < count; i++) {
            float r = Math.fma(ar[i], c[i], ai[i] * s[i]);
            ai[i] = Math.fma(ai[i], c[i], -ar[i] * s[i]);
            ar[i] = r;
        }
    }
}
