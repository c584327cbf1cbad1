package tapline.formats;

import java.util.Locale;

/// Numbers as people write them in files: decimal, with or without an exponent, and the spellings of NaN and
/// infinity. Java's own parser takes more (`1f`, `0x1p3`), which in a file is rather a mistake than a number.
final class Decimal {
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
        if (endsAsJavaOnly(text)) {
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
        if (endsAsJavaOnly(text)) {
            return specialOrThrow(text);
        }
        double value = Double.parseDouble(text);
        if (Double.isInfinite(value)) {
            throw new NumberFormatException("beyond float64");
        }
        return value;
    }

    /// Whether the text is not one of digits up to its end, or hexadecimal.
    private static boolean endsAsJavaOnly(String text) {
        if (text.isEmpty()) {
            return true;
        }
        char last = text.charAt(text.length() - 1);
        return !((last >= '0' && last <= '9') || last == '.') || text.indexOf('x') >= 0 || text.indexOf('X') >= 0;
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
