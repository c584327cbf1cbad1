package tapline.formats;

import java.util.Locale;

/// Numbers as people write them in files: decimal, with or without an exponent, and the spellings of NaN and
/// infinity. Java's own parser takes more (`1f`, `0x1p3`), which in a file is rather a mistake than a number.
///
/// Numbers of up to 15 digits without an exponent, nearly all there are, take a short way: digits and power of
/// ten are exact doubles, so their quotient is the nearest double (Clinger, *How to Read Floating Point Numbers
/// Accurately*, 1990). Rounding that to float32 gives the nearest float unless the double lies halfway between
/// two.
final class Decimal {
    private static final int MOST_DIGITS = 15;
    private static final double[] POWERS_OF_TEN = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };
    /// The bits of a double's significand that a float doesn't have, and their value halfway between two floats.
    private static final long LOWER_BITS = (1L << 29) - 1;

    private static final long HALFWAY = 1L << 28;

    private Decimal() {}

    static boolean isNumber(String text) {
        if (text.isEmpty() || (Character.isLetter(text.charAt(0)) && special(text) == null)) {
            return false;
        }
        try {
            parseDouble(text);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /// @throws NumberFormatException if this isn't a number, or a finite one beyond float32
    static float parseFloat(String text) {
        double near = plain(text);
        if (!Double.isNaN(near)) {
            boolean normal = Math.abs(near) >= Float.MIN_NORMAL;
            boolean halfway = (Double.doubleToRawLongBits(near) & LOWER_BITS) == HALFWAY;
            if (near == 0 || (normal && !halfway)) {
                return (float) near;
            }
        }
        if (!isDecimal(text)) {
            return specialOrThrow(text).floatValue();
        }
        float value = Float.parseFloat(text);
        if (Float.isInfinite(value)) {
            throw new NumberFormatException("beyond float32");
        }
        return value;
    }

    /// @throws NumberFormatException if this isn't a number, or a finite one beyond float64
    static double parseDouble(String text) {
        double near = plain(text);
        if (!Double.isNaN(near)) {
            return near;
        }
        if (!isDecimal(text)) {
            return specialOrThrow(text);
        }
        double value = Double.parseDouble(text);
        if (Double.isInfinite(value)) {
            throw new NumberFormatException("beyond float64");
        }
        return value;
    }

    /// The double nearest to a number of few digits; NaN if this isn't one, which doesn't say that it is no
    /// number.
    private static double plain(String text) {
        int length = text.length();
        boolean negative = length > 0 && text.charAt(0) == '-';
        int start = negative ? 1 : 0;
        // Zeros in front count as digits here: what is then longer takes the long way.
        if (length - start > MOST_DIGITS + 1) {
            return Double.NaN;
        }
        long digits = 0;
        int point = -1;
        for (int i = start; i < length; i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits = digits * 10 + (c - '0');
            } else if (c == '.' && point < 0) {
                point = i;
            } else {
                return Double.NaN;
            }
        }
        int count = length - start - (point < 0 ? 0 : 1);
        if (count == 0 || count > MOST_DIGITS) {
            return Double.NaN;
        }
        double value = point < 0 ? digits : digits / POWERS_OF_TEN[length - 1 - point];
        return negative ? -value : value;
    }

    /// Whether the text has the letters and the end of a decimal number; Java's parser looks at the rest.
    private static boolean isDecimal(String text) {
        if (text.isEmpty()) {
            return false;
        }
        char last = text.charAt(text.length() - 1);
        return ((last >= '0' && last <= '9') || last == '.') && text.indexOf('x') < 0 && text.indexOf('X') < 0;
    }

    private static Double specialOrThrow(String text) {
        Double value = special(text);
        if (value == null) {
            throw new NumberFormatException("not a number");
        }
        return value;
    }

    private static Double special(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "nan", "+nan", "-nan" -> Double.NaN;
            case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            default -> null;
        };
    }
}
