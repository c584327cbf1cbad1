package tapline.viz;

import java.util.List;
import java.util.stream.LongStream;

/// One axis of a plot: a range of values on a range of pixels, with ticks at round numbers. Immutable.
///
/// @param low value at `from`
/// @param high value at `to`, greater than `low`
/// @param from pixel of the low value
/// @param to pixel of the high value
/// @param step from one tick to the next
record Axis(double low, double high, double from, double to, double step) {
    /// Narrower ranges, relative to the values, can't be told apart.
    private static final double NARROWEST = 1e-9;

    /// The axis of all values from `low` to `high`, with about `ticks` ticks at most. A range without width gets
    /// some.
    static Axis of(double low, double high, double from, double to, int ticks) {
        double largest = Math.max(Math.abs(low), Math.abs(high));
        // The least normal number: ticks of smaller ones would round to zero.
        if (high - low <= Math.max(largest * NARROWEST, Double.MIN_NORMAL / NARROWEST)) {
            double margin = largest > Double.MIN_NORMAL / NARROWEST ? largest / 10 : 1;
            return of(low - margin, high + margin, from, to, ticks);
        }
        return new Axis(low, high, from, to, roundStep((high - low) / ticks));
    }

    // The smallest of 1, 2, 5, 10, ... times a power of ten that is not below `least`.
    private static double roundStep(double least) {
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        for (int factor : new int[] {1, 2, 5}) {
            if (factor * power >= least) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    double pixel(double value) {
        return from + (value - low) / (high - low) * (to - from);
    }

    /// Multiples of the step inside the range.
    List<Double> ticks() {
        long first = (long) Math.ceil(low / step);
        long last = (long) Math.floor(high / step);
        return LongStream.rangeClosed(first, last)
                .mapToObj(multiple -> multiple * step)
                .toList();
    }

    String label(double tick) {
        return NumberText.tick(tick, step);
    }
}
