package tapline.formats;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.OptionalDouble;

/// Finds out whether a column of instants increases evenly, and what sample rate that is.
///
/// Instants are printed with some number of decimals, so they are taken to be off by up to half of the last one;
/// but not where they fit a line exactly with few decimals (0, 0.3, 0.6).
final class TimeAxis {
    private static final double LEAST_TOLERANCE = 1e-6;
    private static final int USUAL_DECIMALS = 6;
    /// What arithmetic in double may leave behind, relative to a rate or an instant.
    private static final double ARITHMETIC = 5e-16;

    private static final int MOST = Integer.MAX_VALUE - 8;
    private static final int MOST_DIGITS = 16;

    private double[] instants = new double[1024];
    private int count;
    private int decimals;
    private boolean usable = true;

    void add(String text) {
        if (!usable) {
            return;
        }
        if (count == instants.length) {
            instants = Arrays.copyOf(instants, (int) Math.min(2L * count, MOST));
        }
        try {
            instants[count] = Decimal.parseDouble(text);
        } catch (NumberFormatException e) {
            usable = false;
            return;
        }
        usable = Double.isFinite(instants[count]) && (count == 0 || instants[count] > instants[count - 1]);
        count++;
        decimals = Math.max(decimals, decimals(text));
    }

    /// How many decimals a number is printed with; many where it has an exponent, which nobody rounds to look
    /// even.
    private static int decimals(String text) {
        if (text.indexOf('e') >= 0 || text.indexOf('E') >= 0) {
            return MOST_DIGITS;
        }
        int point = text.indexOf('.');
        return point < 0 ? 0 : text.length() - 1 - point;
    }

    /// Whether each instant is later than the one before by the same time, as far as the rounding lets one see.
    boolean isEven() {
        if (!usable || count == 0) {
            return false;
        }
        // Half a step keeps what is only fast from passing for even.
        double tolerance = Math.min(Math.max(LEAST_TOLERANCE, unit()), step() / 2);
        return deviation() <= tolerance + arithmetic();
    }

    /// The rate of an even axis; unknown if there is only one instant.
    OptionalDouble sampleRate() {
        if (count < 2) {
            return OptionalDouble.empty();
        }
        boolean rounded = decimals >= USUAL_DECIMALS || deviation() > arithmetic();
        double rate = rate(instants[0], instants[count - 1], count, rounded ? unit() : 0);
        return rate > 0 && Double.isFinite(rate) ? OptionalDouble.of(rate) : OptionalDouble.empty();
    }

    /// The roundest rate that has `count` samples from `first` to `last`, if these are rounded to multiples of
    /// `unit`.
    static double rate(double first, double last, int count, double unit) {
        double span = last - first;
        double rate = (count - 1) / span;
        // Zero is not rounded, and where a unit is no small part of a step nothing can be concluded.
        double off = unit * (count - 1) * 10 > span ? 0 : first == 0 ? unit / 2 : unit;
        double open = rate * (off / span + ARITHMETIC);
        if (!Double.isFinite(rate)) {
            return rate;
        }
        for (int digits = 1; digits <= MOST_DIGITS; digits++) {
            double round = new BigDecimal(rate).round(new MathContext(digits)).doubleValue();
            if (Math.abs(round - rate) <= open) {
                return round;
            }
        }
        return rate;
    }

    private double unit() {
        return decimals == 0 ? 0 : Math.pow(10, -decimals);
    }

    private double arithmetic() {
        return 4 * Math.ulp(Math.max(Math.abs(instants[0]), Math.abs(instants[count - 1])));
    }

    private double step() {
        return count < 2 ? 0 : (instants[count - 1] - instants[0]) / (count - 1);
    }

    private double deviation() {
        double first = instants[0];
        double step = step();
        double most = 0;
        for (int i = 0; i < count; i++) {
            most = Math.max(most, Math.abs(instants[i] - (first + i * step)));
        }
        return most;
    }
}
