package tapline.tensor;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.stream.DoubleStream;

/// How PyTorch writes the numbers of one tensor: all in one notation, padded on the left to one width.
/// Immutable.
record TorchNumberFormat(Notation notation, int precision, int width) {
    /// `3.`, `3.0000`, `3.0000e+00`.
    enum Notation {
        INTEGER,
        FIXED,
        SCIENTIFIC
    }

    /// The format for the elements of `tensor` that are shown.
    static TorchNumberFormat of(Tensor tensor, ShownElements shown, PrintOptions options) {
        DoubleStream.Builder elements = DoubleStream.builder();
        shown.forEach(position -> elements.add(tensor.element(position)));
        double[] numbers =
                elements.build().filter(x -> Double.isFinite(x) && x != 0).toArray();
        boolean integers = DoubleStream.of(numbers).allMatch(x -> x == Math.rint(x));
        Notation plain = integers ? Notation.INTEGER : Notation.FIXED;
        Notation chosen = wideRange(numbers, integers) ? Notation.SCIENTIFIC : plain;
        TorchNumberFormat unpadded = new TorchNumberFormat(chosen, options.precision(), 1);
        int width = 1;
        for (double number : numbers) {
            width = Math.max(width, unpadded.format(number).length());
        }
        // Zeros, infinities and a notation that the caller insists on have no say in the width: PyTorch settles it
        // first.
        Notation used = switch (options.sciMode()) {
            case AUTO -> chosen;
            case ON -> Notation.SCIENTIFIC;
            case OFF -> plain;
        };
        return new TorchNumberFormat(used, options.precision(), width);
    }

    private static boolean wideRange(double[] numbers, boolean integers) {
        double max = DoubleStream.of(numbers).map(Math::abs).max().orElse(1);
        double min = DoubleStream.of(numbers).map(Math::abs).min().orElse(1);
        return max / min > 1000 || max > 1e8 || (!integers && min < 1e-4);
    }

    String format(double value) {
        String text = Double.isFinite(value) ? sign(value) + digits(Math.abs(value)) : nonFinite(value);
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }

    private static String nonFinite(double value) {
        return Double.isNaN(value) ? "nan" : sign(value) + "inf";
    }

    private static String sign(double value) {
        // Not `value < 0`: zero keeps its sign in print.
        return Math.copySign(1, value) < 0 ? "-" : "";
    }

    private String digits(double magnitude) {
        // BigDecimal holds the double exactly, so that halves are told from what is only near a half.
        BigDecimal exact = new BigDecimal(magnitude);
        return switch (notation) {
            case INTEGER -> exact.setScale(0, RoundingMode.HALF_EVEN).toPlainString() + ".";
            case FIXED -> exact.setScale(precision, RoundingMode.HALF_EVEN).toPlainString();
            case SCIENTIFIC -> scientific(exact);
        };
    }

    private String scientific(BigDecimal exact) {
        BigDecimal rounded = exact.round(new MathContext(precision + 1, RoundingMode.HALF_EVEN));
        String digits = rounded.unscaledValue().toString();
        int exponent = rounded.signum() == 0 ? 0 : digits.length() - 1 - rounded.scale();
        String padded = digits + "0".repeat(Math.max(0, precision + 1 - digits.length()));
        String fraction = precision == 0 ? "" : "." + padded.substring(1, precision + 1);
        return padded.charAt(0) + fraction + ScientificExponent.format(exponent, 2);
    }
}
