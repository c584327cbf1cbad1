package tapline.nn;

import java.math.BigDecimal;

/// Numbers as Python prints them, for printed layers.
final class PythonFloat {
    private PythonFloat() {}

    /// As `repr(value)`: the fewest digits, with an exponent below 0.0001 and from 1e16 on.
    static String repr(double value) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
        }
        if (value == 0 || (Math.abs(value) >= 1e-4 && Math.abs(value) < 1e16)) {
            String plain = value == 0 ? Double.toString(value) : plain(value).toPlainString();
            return plain.contains(".") ? plain : plain + ".0";
        }
        BigDecimal digits = plain(value);
        String text = digits.unscaledValue().abs().toString();
        int exponent = text.length() - 1 - digits.scale();
        return (value < 0 ? "-" : "")
                + text.charAt(0)
                + (text.length() > 1 ? "." + text.substring(1) : "")
                + String.format("e%s%02d", exponent < 0 ? "-" : "+", Math.abs(exponent));
    }

    private static BigDecimal plain(double value) {
        return new BigDecimal(Double.toString(value)).stripTrailingZeros();
    }
}
