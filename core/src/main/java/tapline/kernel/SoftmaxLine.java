package tapline.kernel;

/// Shares that add up to 1 along a line of elements: `e^x` divided by the sum of those, or the logarithm of that. The
/// greatest element is taken away first, so that nothing overflows. Sums are added up in double, in ascending order:
/// a line has the same bits wherever it lies, in a batch or in a frame of a stream.
///
/// @param isLogarithm whether the results are the shares' logarithms
public record SoftmaxLine(boolean isLogarithm) {
    /// Works on the elements `from`, `from + step` and so on below `to`.
    ///
    /// @param x *Not modified*
    /// @param y may be `x` itself. *Modified* there
    public void run(float[] x, float[] y, int from, int to, int step) {
        double greatest = Double.NEGATIVE_INFINITY;
        for (int i = from; i < to; i += step) {
            greatest = Math.max(greatest, x[i]);
        }
        double sum = 0;
        for (int i = from; i < to; i += step) {
            float power = Exponential.of((float) (x[i] - greatest));
            sum += power;
            y[i] = isLogarithm ? x[i] : power;
        }
        double log = isLogarithm ? StrictMath.log(sum) : 0;
        for (int i = from; i < to; i += step) {
            y[i] = (float) (isLogarithm ? y[i] - greatest - log : y[i] / sum);
        }
    }

    /// Works on each of a stream's frames, along its channels.
    ///
    /// @param x interleaved frames. *Not modified*
    /// @param y may be `x` itself. *Modified* from `from` to `to` (exclusive)
    public void frames(float[] x, float[] y, int channels, int from, int to) {
        for (int frame = from; frame < to; frame += channels) {
            run(x, y, frame, frame + channels, 1);
        }
    }

    /// As of float32, in float64.
    public void run(double[] x, double[] y, int from, int to, int step) {
        double greatest = Double.NEGATIVE_INFINITY;
        for (int i = from; i < to; i += step) {
            greatest = Math.max(greatest, x[i]);
        }
        double sum = 0;
        for (int i = from; i < to; i += step) {
            double power = StrictMath.exp(x[i] - greatest);
            sum += power;
            y[i] = isLogarithm ? x[i] : power;
        }
        double log = isLogarithm ? StrictMath.log(sum) : 0;
        for (int i = from; i < to; i += step) {
            y[i] = isLogarithm ? y[i] - greatest - log : y[i] / sum;
        }
    }
}
