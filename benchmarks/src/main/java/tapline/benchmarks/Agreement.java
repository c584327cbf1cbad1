package tapline.benchmarks;

/// Whether two libraries computed the same convolution: a result that is wrong need not be timed.
///
/// Each output is a sum of `n` products, the bias among them. In whatever order a library adds them up, its
/// rounding error is at most about `n * u` times the sum of the products' magnitudes, `u` being half a unit in the
/// last place of 1, so two libraries differ by at most `2 * n * u` times it. For long sums that bound allows far
/// too much, since rounding errors have either sign: with independent ones, an error beyond `c * sqrt(n) * u`
/// times it has a probability below `2 * exp(-c * c / 2)` (Higham and Mary, "A New Approach to Probabilistic
/// Rounding Error Analysis", 2019). `c = 8` for each of the two makes that 3e-14, which a table with ten million
/// outputs will not see; and it leaves room for an FFT, whose error grows with the logarithm of its length only.
/// The smaller of the two bounds is the tolerance.
///
/// The magnitudes are convolved by Tapline: were it wrong by a factor, the results would differ by as much, which
/// is far beyond any such tolerance.
final class Agreement {
    private static final double HALF_ULP = 0x1p-24;
    private static final double SPREAD = 8;

    private final double tolerance;
    private final float[] expected;
    private final float[] magnitudes;

    /// @param terms products of one output, without the bias
    /// @param expected the results of Tapline. *Not modified*
    /// @param magnitudes for each output, the sum of its products' magnitudes. *Not modified*
    Agreement(int terms, float[] expected, float[] magnitudes) {
        this.tolerance = tolerance(terms);
        this.expected = expected;
        this.magnitudes = magnitudes;
    }

    static double tolerance(int terms) {
        double sums = terms + 1.0;
        return 2 * HALF_ULP * Math.min(sums, SPREAD * Math.sqrt(sums));
    }

    /// The largest difference from what was expected, in tolerances: the same result has at most 1.
    ///
    /// @return infinite if there are more or fewer outputs, or one is not a number
    double deviation(float[] actual) {
        if (actual.length != expected.length) {
            return Double.POSITIVE_INFINITY;
        }
        double largest = 0;
        for (int i = 0; i < actual.length; i++) {
            double difference = Math.abs((double) actual[i] - expected[i]);
            if (!Double.isFinite(difference)) {
                return Double.POSITIVE_INFINITY;
            }
            if (difference > 0) {
                largest = Math.max(largest, difference / (tolerance * magnitudes[i]));
            }
        }
        return largest;
    }
}
