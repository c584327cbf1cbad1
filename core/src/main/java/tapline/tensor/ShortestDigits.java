package tapline.tensor;

import java.math.BigInteger;

/// The fewest decimal digits that still name one float or double, by the method of Steele and White ("How to
/// print floating-point numbers accurately", 1990), with NumPy's limits on how many there may or must be.
/// Immutable.
///
/// Java's own `toString` is not this: it writes two digits where one would do (`1.4E-45` for `1e-45`).
///
/// @param digits without a sign and a point; the first is zero only for zero
/// @param exponent the power of ten of the first digit
record ShortestDigits(String digits, int exponent) {
    private static final ShortestDigits ZERO = new ShortestDigits("0", 0);

    /// The number that digits are made of: `mantissa * 2^exponent`.
    ///
    /// @param powerOfTwo whether the neighbour below is only half as far away as the one above
    private record Binary(long mantissa, int exponent, boolean powerOfTwo) {
        static Binary of(double value, DType dtype) {
            return dtype == DType.FLOAT32
                    ? of(Float.floatToRawIntBits((float) value) & 0x7FFFFFFF, 23, 150)
                    : of(Double.doubleToRawLongBits(value) & Long.MAX_VALUE, 52, 1075);
        }

        private static Binary of(long bits, int fractionBits, int bias) {
            long fraction = bits & ((1L << fractionBits) - 1);
            int biased = (int) (bits >>> fractionBits);
            return biased == 0
                    ? new Binary(fraction, 1 - bias, false)
                    : new Binary(fraction | 1L << fractionBits, biased - bias, fraction == 0 && biased != 1);
        }
    }

    /// The shortest digits of `value`, which is finite; its sign is ignored.
    static ShortestDigits of(double value, DType dtype) {
        return generate(value, dtype, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    /// The shortest digits, but none after `precision` digits behind the point, where the number is rounded, and
    /// every digit before the point: those of the binary number itself.
    static ShortestDigits fixed(double value, DType dtype, int precision) {
        return generate(value, dtype, -precision, 0);
    }

    /// The shortest digits, but no more than `max` behind the first and as many as `min` behind it: beyond the
    /// shortest, the digits are those of the binary number itself.
    static ShortestDigits scientific(double value, DType dtype, int min, int max) {
        if (value == 0) {
            return ZERO;
        }
        int first = exponentOf(Binary.of(value, dtype));
        return generate(value, dtype, first - max, first - min);
    }

    private static int exponentOf(Binary number) {
        BigInteger mantissa = BigInteger.valueOf(number.mantissa());
        int bits = mantissa.bitLength() + number.exponent();
        int estimate = (int) Math.floor((bits - 1) * StrictMath.log10(2)) - 1;
        BigInteger value = mantissa.shiftLeft(Math.max(0, number.exponent()));
        BigInteger unit = BigInteger.ONE.shiftLeft(Math.max(0, -number.exponent()));
        while (value.multiply(power(-estimate - 1)).compareTo(unit.multiply(power(estimate + 1))) >= 0) {
            estimate++;
        }
        return estimate;
    }

    private static BigInteger power(int exponent) {
        return BigInteger.TEN.pow(Math.max(0, exponent));
    }

    /// @param last the power of ten of the last digit there may be
    /// @param atLeast the power of ten down to which digits are wanted
    private static ShortestDigits generate(double value, DType dtype, int last, int atLeast) {
        if (value == 0) {
            return ZERO;
        }
        Binary number = Binary.of(value, dtype);
        int first = exponentOf(number);
        boolean even = (number.mantissa() & 1) == 0;

        // The number is rest/unit; its rounding interval reaches low/unit below and high/unit above. All are whole.
        int shift = number.powerOfTwo() ? 2 : 1;
        int up = Math.max(0, number.exponent());
        int down = Math.max(0, -number.exponent());
        BigInteger rest =
                BigInteger.valueOf(number.mantissa()).shiftLeft(up + shift).multiply(power(-first));
        BigInteger unit = BigInteger.ONE.shiftLeft(down + shift).multiply(power(first));
        BigInteger low = BigInteger.ONE.shiftLeft(up).multiply(power(-first));
        BigInteger high = low.shiftLeft(shift - 1);

        StringBuilder digits = new StringBuilder();
        for (int exponent = first; ; exponent--) {
            BigInteger[] division = rest.divideAndRemainder(unit);
            int digit = division[0].intValue();
            rest = division[1];
            // An even mantissa's interval includes its ends, since a tie is read back as the even number.
            boolean downFits = rest.compareTo(low) < (even ? 1 : 0);
            boolean upFits = rest.add(high).compareTo(unit) > (even ? -1 : 0);
            if (((downFits || upFits) && exponent <= atLeast) || exponent == last) {
                boolean roundUp = downFits == upFits ? pastHalf(rest, unit, digit) : upFits;
                return rounded(digits.append(digit), first, roundUp);
            }
            digits.append(digit);
            rest = rest.multiply(BigInteger.TEN);
            low = low.multiply(BigInteger.TEN);
            high = high.multiply(BigInteger.TEN);
        }
    }

    private static boolean pastHalf(BigInteger rest, BigInteger unit, int digit) {
        int comparison = rest.shiftLeft(1).compareTo(unit);
        return comparison > 0 || (comparison == 0 && digit % 2 == 1);
    }

    private static ShortestDigits rounded(StringBuilder digits, int exponent, boolean up) {
        if (!up) {
            return new ShortestDigits(digits.toString(), exponent);
        }
        int position = digits.length() - 1;
        while (position >= 0 && digits.charAt(position) == '9') {
            position--;
        }
        if (position < 0) {
            return new ShortestDigits("1", exponent + 1);
        }
        digits.setLength(position + 1);
        digits.setCharAt(position, (char) (digits.charAt(position) + 1));
        return new ShortestDigits(digits.toString(), exponent);
    }

    /// The digits before the point: `0` where there are none.
    String integerPart() {
        if (exponent < 0) {
            return "0";
        }
        int whole = exponent + 1;
        return digits.length() >= whole ? digits.substring(0, whole) : digits + "0".repeat(whole - digits.length());
    }

    /// The digits behind the point, without zeros at the end: empty for a whole number.
    String fraction() {
        String behind = exponent < 0
                ? "0".repeat(-exponent - 1) + digits
                : digits.substring(Math.min(digits.length(), exponent + 1));
        return withoutZeros(behind);
    }

    /// The digits behind the first, without zeros at the end: the fraction in scientific notation.
    String scientificFraction() {
        return withoutZeros(digits.substring(1));
    }

    private static String withoutZeros(String fraction) {
        int end = fraction.length();
        while (end > 0 && fraction.charAt(end - 1) == '0') {
            end--;
        }
        return fraction.substring(0, end);
    }
}
