package tapline.cli;

import java.util.function.IntToDoubleFunction;
import tapline.tensor.DType;
import tapline.tensor.Tensor;

/// What the numbers of a tensor are like. All but the first two leave out those that are NaN.
///
/// @param count how many numbers there are
/// @param nans how many of them are NaN
/// @param mean NaN if there are none
/// @param std their standard deviation, with n - 1 as PyTorch's `std` has it; NaN if there are fewer than two, or
/// infinite ones
record TensorSummary(long count, long nans, double min, double max, double mean, double std) {
    static TensorSummary of(Tensor tensor) {
        IntToDoubleFunction values =
                tensor.dtype() == DType.FLOAT32 ? i -> tensor.floats()[i] : i -> tensor.doubles()[i];
        int count = tensor.shape().elements();
        long nans = 0;
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        double sum = 0;
        for (int i = 0; i < count; i++) {
            double value = values.applyAsDouble(i);
            if (Double.isNaN(value)) {
                nans++;
            } else {
                min = Math.min(min, value);
                max = Math.max(max, value);
                sum += value;
            }
        }
        long numbers = count - nans;
        if (numbers == 0) {
            return new TensorSummary(count, nans, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        }
        double mean = sum / numbers;
        return new TensorSummary(count, nans, min, max, mean, std(values, count, mean, numbers));
    }

    private static double std(IntToDoubleFunction values, int count, double mean, long numbers) {
        double squares = 0;
        for (int i = 0; i < count; i++) {
            double difference = values.applyAsDouble(i) - mean;
            squares += Double.isNaN(difference) ? 0 : difference * difference;
        }
        return numbers < 2 || Double.isInfinite(mean) ? Double.NaN : Math.sqrt(squares / (numbers - 1));
    }
}
