package tapline.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Locale;
import tapline.tensor.DType;
import tapline.tensor.Tensor;

/// How far what a network gives is from what was expected of it.
///
/// @param beyond how many numbers are further away than the tolerance allows: `tolerance * (1 + |expected|)`
/// @param absolute where the absolute error is largest
/// @param relative where the relative error is largest, of numbers that are expected not to be 0; null if all are
record Comparison(int count, int beyond, double tolerance, Place absolute, Place relative) {
    /// One number of both. An error is 0 if both are the same infinity, or both NaN, and infinite if one is NaN.
    record Place(int[] index, double expected, double found) {
        double absoluteError() {
            double error = Math.abs(found - expected);
            boolean isSame = found == expected || Double.isNaN(found) && Double.isNaN(expected);
            return isSame ? 0 : Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
        }

        double relativeError() {
            return absoluteError() == 0 ? 0 : absoluteError() / Math.abs(expected);
        }

        /// NaN and infinities are as expected, or they aren't.
        boolean isWithin(double tolerance) {
            double error = absoluteError();
            return error == 0 || !Double.isInfinite(error) && error <= tolerance * (1 + Math.abs(expected));
        }

        private void print(PrintWriter out, String what, double error) {
            out.println("largest " + what + " error: " + number(error) + " at " + Arrays.toString(index) + ", expected "
                    + expected + ", but got " + found);
        }
    }

    /// @throws IllegalArgumentException if the shapes differ, or there is nothing to compare
    static Comparison of(Tensor found, Tensor expected, double tolerance) {
        if (!found.shape().equals(expected.shape()) || found.shape().elements() == 0) {
            throw new IllegalArgumentException("expected an output of shape "
                    + expected.shape().toList() + " with at least one number, but the network gives "
                    + found.shape().toList());
        }
        double[] founds = found.to(DType.FLOAT64).doubles();
        double[] expecteds = expected.to(DType.FLOAT64).doubles();
        Place absolute = null;
        Place relative = null;
        int beyond = 0;
        for (int i = 0; i < founds.length; i++) {
            Place place = new Place(index(i, found.shape().toArray()), expecteds[i], founds[i]);
            beyond += place.isWithin(tolerance) ? 0 : 1;
            absolute = absolute == null || place.absoluteError() > absolute.absoluteError() ? place : absolute;
            if (place.expected != 0) {
                relative = relative == null || place.relativeError() > relative.relativeError() ? place : relative;
            }
        }
        return new Comparison(founds.length, beyond, tolerance, absolute, relative);
    }

    private static int[] index(int flat, int[] sizes) {
        int[] index = new int[sizes.length];
        int rest = flat;
        for (int dim = sizes.length - 1; dim >= 0; dim--) {
            index[dim] = rest % sizes[dim];
            rest /= sizes[dim];
        }
        return index;
    }

    boolean passes() {
        return beyond == 0;
    }

    void print(PrintWriter out) {
        absolute.print(out, "absolute", absolute.absoluteError());
        if (relative != null) {
            relative.print(out, "relative", relative.relativeError());
        }
        String bound = number(tolerance) + " * (1 + |expected|)";
        out.println(
                passes()
                        ? "PASS: " + numbers() + " within " + bound
                        : "FAIL: " + beyond + " of " + numbers() + " not within " + bound);
    }

    private String numbers() {
        return count + (count == 1 ? " number is" : " numbers are");
    }

    private static String number(double value) {
        return value == 0 ? "0" : String.format(Locale.ROOT, "%.3g", value);
    }
}
