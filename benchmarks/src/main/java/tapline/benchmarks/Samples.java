package tapline.benchmarks;

import java.util.Arrays;
import java.util.Collection;

/// Numbers that were measured, and what is reported of them. Immutable.
///
/// @param values in the order of measuring, at least one
record Samples(double... values) {
    private static final double LOW = 0.1;
    private static final double MIDDLE = 0.5;
    private static final double HIGH = 0.9;

    static Samples of(Collection<Double> values) {
        return new Samples(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    double median() {
        return quantile(MIDDLE);
    }

    /// The 10th percentile.
    double low() {
        return quantile(LOW);
    }

    /// The 90th percentile.
    double high() {
        return quantile(HIGH);
    }

    int count() {
        return values.length;
    }

    /// The quotients of samples of the same rounds.
    Samples dividedBy(Samples other) {
        double[] quotients = new double[Math.min(values.length, other.values.length)];
        Arrays.setAll(quotients, i -> values[i] / other.values[i]);
        return new Samples(quotients);
    }

    /// Between two samples, on the straight line from one to the other.
    private double quantile(double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double position = share * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    static double geometricMean(Collection<Double> values) {
        return Math.exp(values.stream().mapToDouble(Math::log).average().orElseThrow());
    }
}
