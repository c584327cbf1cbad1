package tapline.kernel;

/// Exponentials and their kin in float32, made of additions, multiplications, divisions, [Math#fma], minima, maxima
/// and [Math#signum] alone: all are rounded alike by every processor, and C2 makes vectors of a loop around
/// them. Hence no branch, no table, and no look at the bits of a number.
///
/// Errors are in units in the last place (ulp) of the exact result, over all arguments: [#exp] 1.4, [#expm1] 1.1,
/// [#log1p] 2.0. NaN gives NaN.
final class FloatMath {
    /// Below it `e^x` is less than half of the smallest number.
    private static final float LOWEST = -104;

    /// Added and taken away again, it leaves a whole number.
    private static final float ROUNDER = 0x1.8p23f;

    /// `2 ln 2` in two parts; the first has so few bits that its products here are exact.
    private static final float TWO_LN2 = 1.38671875f;

    private static final float TWO_LN2_REST = -4.24388879e-4f;
    private static final float HALF_LOG2_E = 0.72134752f;

    private FloatMath() {}

    /// `e^x` for `x <= 0`: with `x = h * 2 ln 2 + r`, it is `(2^h)^2 * e^r`. The square is multiplied factor by
    /// factor, so that results too small for all bits are rounded once.
    static float exp(float x) {
        float y = Math.max(x, LOWEST);
        float h = halfExponent(y);
        float root = powerOfTwo(h);
        return Math.fma(expm1OfRest(rest(y, h)), root, root) * root;
    }

    /// `e^x - 1` for `x <= 0`, precise around 0, too.
    static float expm1(float x) {
        float y = Math.max(x, LOWEST);
        float h = halfExponent(y);
        float root = powerOfTwo(h);
        float power = root * root;
        return Math.fma(expm1OfRest(rest(y, h)), power, power - 1);
    }

    /// `ln(1 + t)` for `0 <= t <= 1`: `2 artanh(t / (2 + t))` by its series, economised.
    static float log1p(float t) {
        float s = t / (2 + t);
        float u = s * s;
        float p = 0.280244589f;
        p = Math.fma(p, u, 0.279991418f);
        p = Math.fma(p, u, 0.400216997f);
        p = Math.fma(p, u, 0.666664124f);
        return Math.fma(s * u, p, s + s);
    }

    private static float halfExponent(float y) {
        return Math.fma(y, HALF_LOG2_E, ROUNDER) - ROUNDER;
    }

    /// `y - h * 2 ln 2`, between `-ln 2` and `ln 2`.
    private static float rest(float y, float h) {
        return Math.fma(h, -TWO_LN2_REST, Math.fma(h, -TWO_LN2, y));
    }

    /// `e^r - 1` for `|r| <= ln 2`: a polynomial of least greatest error.
    private static float expm1OfRest(float r) {
        float q = 2.51473448e-05f;
        q = Math.fma(q, r, 0.000201144692f);
        q = Math.fma(q, r, 0.00138874003f);
        q = Math.fma(q, r, 0.00833249465f);
        q = Math.fma(q, r, 0.0416666903f);
        q = Math.fma(q, r, 0.166666746f);
        q = Math.fma(q, r, 0.5f);
        return Math.fma(r * r, q, r);
    }

    /// `2^h` for whole `h` from -75 to 0: the 32nd power of a polynomial is at most 8 % off, and splitting off all
    /// but the two leading bits (Veltkamp, 1968) rounds that away.
    private static float powerOfTwo(float h) {
        float v = 7.1889275e-07f;
        v = Math.fma(v, h, 0.000190503546f);
        v = Math.fma(v, h, 0.0209225956f);
        v = Math.fma(v, h, 0.997673213f);
        v = v * v;
        v = v * v;
        v = v * v;
        v = v * v;
        v = v * v;
        float wide = v * 0x1.000004p22f;
        return wide - (wide - v);
    }
}
