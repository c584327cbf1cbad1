package tapline.tensor;

import java.util.ArrayList;
import java.util.List;

/// How NumPy writes the numbers of one array: as many digits as it takes to tell each from its neighbours, but
/// no more than 8 behind the point, with the points aligned. Immutable.
///
/// @param scientific whether all are written as `1.5e-05`
/// @param fraction width of what stands behind the point
/// @param whole width of what stands before the point, with the sign
/// @param exponentDigits digits of the exponent, in scientific notation
record NumpyNumberFormat(DType dtype, boolean scientific, int whole, int fraction, int exponentDigits) {
    private static final int PRECISION = 8;

    /// The format for the elements of `tensor` that are shown.
    static NumpyNumberFormat of(Tensor tensor, ShownElements shown) {
        List<Double> all = new ArrayList<>();
        shown.forEach(position -> all.add(tensor.element(position)));
        List<Double> finite = all.stream().filter(Double::isFinite).toList();
        boolean scientific = wideRange(finite, tensor.dtype());
        int whole = 0;
        int fraction = 0;
        int exponentDigits = 2;
        for (double value : finite) {
            int sign = negative(value) ? 1 : 0;
            if (scientific) {
                ShortestDigits digits = ShortestDigits.scientific(value, tensor.dtype(), 0, PRECISION);
                whole = Math.max(whole, sign + 1);
                fraction = Math.max(fraction, digits.scientificFraction().length());
                exponentDigits = Math.max(
                        exponentDigits,
                        Integer.toString(Math.abs(digits.exponent())).length());
            } else {
                ShortestDigits digits = ShortestDigits.fixed(value, tensor.dtype(), PRECISION);
                whole = Math.max(whole, sign + digits.integerPart().length());
                fraction = Math.max(fraction, digits.fraction().length());
            }
        }
        NumpyNumberFormat format = new NumpyNumberFormat(tensor.dtype(), scientific, whole, fraction, exponentDigits);
        return finite.size() == all.size() ? format : format.widened(all.contains(Double.NEGATIVE_INFINITY) ? 4 : 3);
    }

    private static boolean wideRange(List<Double> finite, DType dtype) {
        double[] magnitudes = finite.stream()
                .mapToDouble(Math::abs)
                .filter(x -> x != 0)
                .sorted()
                .toArray();
        if (magnitudes.length == 0) {
            return false;
        }
        double min = magnitudes[0];
        double max = magnitudes[magnitudes.length - 1];
        // NumPy divides in the array's own type, where the quotient may round to 1000 or overflow.
        double ratio = dtype == DType.FLOAT32 ? (float) max / (float) min : max / min;
        return max >= 1e8 || min < 1e-4 || ratio > 1000;
    }

    /// This format with room for `-inf` or `nan`, which take the place of the point as well.
    private NumpyNumberFormat widened(int width) {
        int enough = Math.max(whole, width - (tail() + 1));
        return new NumpyNumberFormat(dtype, scientific, enough, fraction, exponentDigits);
    }

    private int tail() {
        return scientific ? fraction + 2 + exponentDigits : fraction;
    }

    String format(double value) {
        if (!Double.isFinite(value)) {
            return padLeft(nonFinite(value), whole + tail() + 1);
        }
        String sign = negative(value) ? "-" : "";
        if (scientific) {
            ShortestDigits digits = ShortestDigits.scientific(value, dtype, fraction, fraction);
            return padLeft(sign + digits.digits().charAt(0), whole)
                    + "."
                    + padRight(digits.scientificFraction(), fraction, "0")
                    + ScientificExponent.format(digits.exponent(), exponentDigits);
        }
        ShortestDigits digits = ShortestDigits.fixed(value, dtype, PRECISION);
        return padLeft(sign + digits.integerPart(), whole) + "." + padRight(digits.fraction(), fraction, " ");
    }

    /// One number by itself, as Python prints it: `3.0`, `1e-06`.
    static String scalar(double value, DType dtype) {
        if (!Double.isFinite(value)) {
            return nonFinite(value);
        }
        String sign = negative(value) ? "-" : "";
        double magnitude = Math.abs(value);
        ShortestDigits digits = ShortestDigits.of(value, dtype);
        if (value == 0 || (magnitude >= 1e-4 && magnitude < 1e16)) {
            return sign + digits.integerPart() + "." + padRight(digits.fraction(), 1, "0");
        }
        String fraction = digits.scientificFraction();
        return sign
                + digits.digits().charAt(0)
                + (fraction.isEmpty() ? "" : "." + fraction)
                + ScientificExponent.format(digits.exponent(), 2);
    }

    private static boolean negative(double value) {
        return Math.copySign(1, value) < 0;
    }

    private static String nonFinite(double value) {
        return Double.isNaN(value) ? "nan" : value < 0 ? "-inf" : "inf";
    }

    private static String padLeft(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }

    private static String padRight(String text, int width, String fill) {
        return text + fill.repeat(Math.max(0, width - text.length()));
    }
}
