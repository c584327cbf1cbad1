package tapline.train;

import java.math.BigDecimal;

/// Numbers as Python prints them.
final class PythonNumber {
    private static final double SMALLEST_PLAIN = 1e-4;
    private static final double SMALLEST_WITH_EXPONENT = 1e16;

    private PythonNumber() {}

    /// `0.1`, `1e-08`, `-1.0`: the fewest digits that give the number back.
    static String repr(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
        }
        double size = Math.abs(value);
        if (size == 0 || size >= SMALLEST_PLAIN && size < SMALLEST_WITH_EXPONENT) {
            String plain = new BigDecimal(Double.toString(value)).toPlainString();
            return plain.contains(".") ? plain : plain + ".0";
        }
        String[] parts = Double.toString(value).split("E");
        int exponent = Integer.parseInt(parts[1]);
        String digits = parts[0].endsWith(".0") ? parts[0].substring(0, parts[0].length() - 2) : parts[0];
        return digits + "e" + (exponent < 0 ? "-" : "+") + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    }

    /// The same, with a zero that nobody chose as Python's `0`.
    static String reprOfOption(double value) {
        return value == 0 ? "0" : repr(value);
    }

    /// `True` or `False`.
    static String repr(boolean value) {
        return value ? "True" : "False";
    }
}
