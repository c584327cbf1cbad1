package tapline.viz;

/// One line of a plot: equally spaced samples. Samples that are NaN or infinite are gaps. Immutable as long as
/// nobody changes its samples.
///
/// @param name for the legend
/// @param samples `[n]`; not modified, not copied: a drawing is made from what they hold when it is drawn
/// @param start x of the first sample
/// @param step from one sample's x to the next
public record Series(String name, float[] samples, double start, double step) {
    /// Differences of larger numbers could overflow.
    private static final double FARTHEST = Double.MAX_VALUE / 4;

    /// @throws IllegalArgumentException if an x is not finite, or the step is not positive
    public Series {
        double end = start + step * samples.length;
        if (!(step > 0) || !(Math.abs(start) < FARTHEST) || !(Math.abs(end) < FARTHEST)) {
            throw new IllegalArgumentException(
                    "A series '" + name + "' starts anywhere finite and has a positive step, " + "but got start "
                            + start + " and step " + step + " for " + samples.length + " samples");
        }
    }

    /// Samples at x = 0, 1, 2, ...
    public static Series of(String name, float... samples) {
        return new Series(name, samples, 0, 1);
    }

    /// The same samples, `rate` of them in one unit of x: for a rate in Hz, x is in seconds.
    ///
    /// @throws IllegalArgumentException if the rate is not positive
    public Series sampleRate(double rate) {
        return new Series(name, samples, start, 1 / rate);
    }

    /// The same samples, the first at `start`.
    public Series start(double start) {
        return new Series(name, samples, start, step);
    }

    /// The same samples, `step` from one to the next.
    public Series step(double step) {
        return new Series(name, samples, start, step);
    }

    double x(int index) {
        return start + index * step;
    }

    /// x of the last sample; of the first, if there is none.
    double end() {
        return x(Math.max(0, samples.length - 1));
    }
}
