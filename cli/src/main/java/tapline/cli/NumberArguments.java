package tapline.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import tapline.formats.FormatException;
import tapline.formats.Kernels;

/// Numbers on the command line, refused with what was expected.
final class NumberArguments {
    private NumberArguments() {}

    /// A number as in a kernel or a CSV file: `0.5`, `1e-3`, `nan`.
    static final class Decimal implements ITypeConverter<Float> {
        @Override
        public Float convert(String text) {
            try {
                float[] taps = Kernels.parse(text).floats();
                if (taps.length == 1) {
                    return taps[0];
                }
            } catch (FormatException e) {
                // Says so of a kernel, which this may not be.
            }
            throw new TypeConversionException("expected a number, but got '" + text + "'");
        }
    }

    /// The same with more digits.
    static final class LongDecimal implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            try {
                return Double.valueOf(text);
            } catch (NumberFormatException e) {
                throw new TypeConversionException("expected a number, but got '" + text + "'");
            }
        }
    }

    /// A whole number.
    static final class Whole implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            try {
                return Integer.valueOf(text);
            } catch (NumberFormatException e) {
                throw new TypeConversionException(
                        "expected a whole number up to " + Integer.MAX_VALUE + ", but got '" + text + "'");
            }
        }
    }
}
