package tapline.viz;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// Numbers as pictures show them: short, in PyTorch's spelling. Stateless.
final class NumberText {
    /// From here on a number has an exponent.
    private static final int LARGE_EXPONENT = 6;
    private static final int SMALL_EXPONENT = -5;

    private NumberText() {}

    /// The number with about `digits` digits; those of whole numbers are kept.
    static String of(double value, int digits) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        int exponent = exponent(new BigDecimal(value));
        boolean plain = exponent > Math.max(SMALL_EXPONENT, -digits - 2) && exponent < LARGE_EXPONENT;
        // Below 1 the zeros after the point count as digits, so that 0.061 beside 1.2 is 0.06.
        int kept = plain ? Math.max(Math.max(exponent, 0) + 1, digits + Math.min(exponent + 1, 0)) : digits;
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(kept, RoundingMode.HALF_EVEN));
        return plain ? rounded.stripTrailingZeros().toPlainString() : scientific(rounded);
    }

    /// The number with as many decimals as tell ticks apart that are `step` from each other.
    static String tick(double value, double step) {
        if (value == 0) {
            return "0";
        }
        BigDecimal exact = new BigDecimal(value);
        int stepExponent = exponent(new BigDecimal(step));
        int exponent = Math.max(exponent(exact), stepExponent);
        if (exponent < LARGE_EXPONENT && stepExponent > SMALL_EXPONENT) {
            return exact.setScale(Math.max(0, -stepExponent), RoundingMode.HALF_EVEN)
                    .toPlainString();
        }
        return scientific(exact.round(new MathContext(exponent - stepExponent + 1, RoundingMode.HALF_EVEN)));
    }

    private static String scientific(BigDecimal value) {
        int exponent = exponent(value);
        return value.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
    }

    private static int exponent(BigDecimal value) {
        return value.precision() - value.scale() - 1;
    }
}
