package tapline.onnx;

/// The error function: `2 / sqrt(pi)` times the integral of `exp(-t * t)` from 0 to `x`.
final class Erf {
    /// Beyond it, 1 is the nearest double.
    private static final double ONE_FROM = 6;
    /// Up to it the series is short.
    private static final double SERIES_TO = 2.5;

    private static final int FRACTIONS = 60;

    private Erf() {}

    /// To about 15 digits.
    static double of(double x) {
        double size = Math.abs(x);
        if (size >= ONE_FROM) {
            return Math.signum(x);
        }
        return size <= SERIES_TO ? series(x) : Math.copySign(1 - complement(size), x);
    }

    /// `exp(-x * x)` times the sum of `(2 x * x)^n / (1 * 3 * ... * (2 n + 1))`, of which no term is negative.
    private static double series(double x) {
        double term = x;
        double sum = x;
        for (int n = 1; Math.abs(term) > Math.ulp(sum) / 4; n++) {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
    }

    /// `1 - erf(x)` as Laplace's continued fraction.
    private static double complement(double x) {
        double fraction = x;
        for (int n = FRACTIONS; n > 0; n--) {
            fraction = x + n / 2.0 / fraction;
        }
        return Math.exp(-x * x) / Math.sqrt(Math.PI) / fraction;
    }
}
