package tapline.cli;

import tapline.tensor.DType;
import tapline.tensor.Tensor;

/// What the numbers of a tensor are like. All but the first two leave out those that are NaN.
///
/// @param count how many numbers there are
/// @param nans how many of them are NaN
/// @param mean NaN if there are none
/// @param std their standard deviation, with n - 1 as PyTorch's `std` has it; NaN if there are fewer than two
record TensorSummary(long count, long nans, double min, double max, double mean, double std) {
    static TensorSummary of(Tensor tensor) {
        double[] values = tensor.to(DType.FLOAT64).doubles();
        long nans = 0;
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        double sum = 0;
        for (double value : values) {
            if (Double.isNaN(value)) {
                nans++;
            } else {
                min = Math.min(min, value);
                max = Math.max(max, value);
                sum += value;
            }
        }
        long numbers = values.length - nans;
        if (numbers == 0) {
            return new TensorSummary(values.length, nans, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        }
        double mean = sum / numbers;
        return new TensorSummary(values.length, nans, min, max, mean, std(values, mean, numbers));
    }

    private static double std(double[] values, double mean, long numbers) {
        double squares = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                squares += (value - mean) * (value - mean);
            }
        }
        return Math.sqrt(squares / (numbers - 1));
    }
}
