package tapline.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tapline.shape.ShapeException;
import tapline.tensor.DType;
import tapline.tensor.Tensor;

/// What brings each channel of a series to mean 0 and standard deviation 1. Fit it to the part that is trained on:
/// the rest isn't known yet. Immutable.
///
/// @param mean of each channel
/// @param std the standard deviation of each channel; 1 for a channel that never changes
public record Normalization(List<Double> mean, List<Double> std) {
    /// @throws ShapeException if there are not as many of each
    public Normalization {
        mean = List.copyOf(mean);
        std = List.copyOf(std);
        if (mean.size() != std.size()) {
            throw new ShapeException("expected a mean and a standard deviation for each channel, but got " + mean.size()
                    + " and " + std.size());
        }
    }

    /// The means and standard deviations of samples `from` to `to` (exclusive), added up in double in order of
    /// time.
    ///
    /// @param series `[channels, samples]`. *Not modified*
    /// @throws ShapeException if the series is none, or has no such samples
    public static Normalization fit(Tensor series, int from, int to) {
        if (series.shape().rank() != 2 || from < 0 || from >= to || to > series.size(1)) {
            throw new ShapeException("expected a part of a series [channels, samples], but got samples " + from + " to "
                    + to + " of " + series.shape().toList());
        }
        List<Double> means = new ArrayList<>();
        List<Double> stds = new ArrayList<>();
        double[] values = series.to(DType.FLOAT64).doubles();
        for (int channel = 0; channel < series.size(0); channel++) {
            int begin = channel * series.size(1) + from;
            double mean = Arrays.stream(values, begin, begin + to - from).reduce(0, Double::sum) / (to - from);
            double squares = 0;
            for (int i = begin; i < begin + to - from; i++) {
                squares += (values[i] - mean) * (values[i] - mean);
            }
            double std = Math.sqrt(squares / (to - from));
            means.add(mean);
            stds.add(std > 0 ? std : 1);
        }
        return new Normalization(means, stds);
    }

    /// The normalised series.
    ///
    /// @param series `[channels, samples]`. *Not modified*
    public Tensor apply(Tensor series) {
        return series.sub(column(mean, series)).div(column(std, series));
    }

    /// The series that was normalised: the inverse of [#apply].
    ///
    /// @param series `[channels, samples]`. *Not modified*
    public Tensor invert(Tensor series) {
        return series.mul(column(std, series)).add(column(mean, series));
    }

    /// That of one channel alone.
    public Normalization channel(int index) {
        return new Normalization(List.of(mean.get(index)), List.of(std.get(index)));
    }

    private static Tensor column(List<Double> values, Tensor series) {
        DType dtype = series.dtype();
        if (series.shape().rank() != 2 || series.size(0) != values.size()) {
            throw new ShapeException("expected a series of " + values.size() + " channels, but got "
                    + series.shape().toList());
        }
        double[] numbers = values.stream().mapToDouble(Double::doubleValue).toArray();
        return Tensor.wrap(numbers, numbers.length, 1).to(dtype);
    }
}
