package tapline.benchmarks;

import java.util.ArrayList;
import java.util.List;

/// A logarithmic scale of ratios, with 1 on it. Immutable.
///
/// @param low ratio at `left`
/// @param high ratio at `right`
/// @param left pixel of the lowest ratio
/// @param right pixel of the highest ratio
record RatioScale(double low, double high, double left, double right) {
    private static final int[] STEPS = {1, 2, 5};
    private static final double WIDE = 50;

    /// The scale that holds all samples from their 10th to their 90th percentile, and at least from a half to two.
    static RatioScale of(List<Samples> ratios, double left, double right) {
        double low = 0.5;
        double high = 2;
        for (Samples samples : ratios) {
            low = Math.min(low, Math.min(samples.low(), samples.median()));
            high = Math.max(high, Math.max(samples.high(), samples.median()));
        }
        return new RatioScale(low, high, left, right);
    }

    /// A ratio beyond the scale is at its end.
    double pixel(double ratio) {
        double share = Math.log(ratio / low) / Math.log(high / low);
        return left + Math.clamp(share, 0, 1) * (right - left);
    }

    /// Powers of ten, and between them 2 and 5 where there is room.
    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        for (int exponent = (int) Math.floor(Math.log10(low)); Math.pow(10, exponent) <= high; exponent++) {
            for (int step : STEPS) {
                double tick = exponent < 0 ? step / Math.pow(10, -exponent) : step * Math.pow(10, exponent);
                boolean hasRoom = step == 1 || high / low < WIDE * WIDE;
                if (tick >= low && tick <= high && hasRoom) {
                    ticks.add(tick);
                }
            }
        }
        return ticks;
    }

    static String label(double tick) {
        return tick >= 1 ? Long.toString(Math.round(tick)) : Double.toString(tick);
    }
}
