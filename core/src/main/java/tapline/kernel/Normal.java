package tapline.kernel;

/// The standard normal distribution in float64, to about 1e-15.
final class Normal {
    /// From here on the continued fraction is faster.
    private static final double FAR = 3;

    private Normal() {}

    /// The density at `x`.
    static double density(double x) {
        return StrictMath.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
    }

    /// The probability of a number below `x`.
    static double cdf(double x) {
        if (Math.abs(x) < FAR) {
            return 0.5 + density(x) * series(x);
        }
        double beyond = Double.isInfinite(x) ? 0 : density(x) / fraction(Math.abs(x));
        return x < 0 ? beyond : Double.isNaN(x) ? x : 1 - beyond;
    }

    /// `x + x^3 / 3 + x^5 / (3 * 5) + ...`: no term cancels another.
    private static double series(double x) {
        double sum = 0;
        double term = x;
        for (int k = 3; sum + term != sum; k += 2) {
            sum += term;
            term *= x * x / k;
        }
        return sum;
    }

    /// `x + 1 / (x + 2 / (x + 3 / (x + ...)))` (Laplace), from a depth that suffices.
    private static double fraction(double x) {
        double value = x;
        for (int k = 120; k > 0; k--) {
            value = x + k / value;
        }
        return value;
    }
}
