package tapline.train;

import java.util.ArrayList;
import java.util.List;
import tapline.shape.ShapeException;
import tapline.tensor.DType;
import tapline.tensor.DTypeException;
import tapline.tensor.Tensor;

/// Windows over a long series, each with what follows `horizon` samples later: the examples that a causal network
/// learns to forecast from.
///
/// Window `i` begins at sample `b = from + i * stride`. Its input is `series[:, b .. b + length)`, its target
/// `targets[:, b + horizon .. b + horizon + length)`: output sample `l` is compared with what is true `horizon`
/// samples after input sample `l`. Only the windows that a batch asks for are copied. Immutable as long as nobody
/// writes to the series.
///
/// ```java
/// List<Windows> parts = Windows.of(series, 256, 10).stride(64).split(0.6, 0.15, 0.25);
/// ```
public final class Windows implements Dataset {
    private final Tensor series;
    private final Tensor targets;
    private final int length;
    private final int horizon;
    private final int stride;
    private final int from;
    private final int to;

    private Windows(Tensor series, Tensor targets, int length, int horizon, int stride, int from, int to) {
        if (to - from < (long) length + horizon) {
            throw new ShapeException("expected at least " + ((long) length + horizon) + " samples, for windows of "
                    + length + " and a horizon of " + horizon + ", but got " + (to - from));
        }
        this.series = series;
        this.targets = targets;
        this.length = length;
        this.horizon = horizon;
        this.stride = stride;
        this.from = from;
        this.to = to;
    }

    /// Windows at every sample of a series that forecast that series itself.
    ///
    /// @param series `[channels, samples]`. *Kept*
    /// @param length samples in a window
    /// @param horizon how many samples ahead; 0 or more
    /// @throws ShapeException if the series has no channels and samples, a number is out of range, or the series is
    ///     shorter than a window and its horizon
    /// @throws IllegalArgumentException if a sample is NaN or infinite
    public static Windows of(Tensor series, int length, int horizon) {
        checkSeries("series", series);
        if (length < 1 || horizon < 0) {
            throw new ShapeException("expected windows of at least 1 sample and a horizon of at least 0, but got "
                    + length + " and " + horizon);
        }
        return new Windows(series, series, length, horizon, 1, 0, series.size(1));
    }

    /// These windows, `stride` samples from one to the next.
    ///
    /// @throws ShapeException if it is not positive
    public Windows stride(int stride) {
        if (stride < 1) {
            throw new ShapeException("expected a stride of at least 1, but got " + stride);
        }
        return new Windows(series, targets, length, horizon, stride, from, to);
    }

    /// These windows with something else to forecast.
    ///
    /// @param targets `[channels, samples]`, as many samples as the series has. *Kept*
    /// @throws ShapeException if it has others
    /// @throws DTypeException if it is not of the series' type
    /// @throws IllegalArgumentException if a sample is NaN or infinite
    public Windows targets(Tensor targets) {
        checkSeries("targets", targets);
        if (targets.size(1) != series.size(1)) {
            throw new ShapeException("expected targets of " + series.size(1) + " samples, as the series has, but got "
                    + targets.size(1));
        }
        if (targets.dtype() != series.dtype()) {
            throw new DTypeException("expected targets of type " + series.dtype() + ", but got " + targets.dtype());
        }
        return new Windows(series, targets, length, horizon, stride, from, to);
    }

    /// Those of these windows that lie, with their targets, in samples `from` to `to` (exclusive) of the series.
    ///
    /// @throws ShapeException if these windows may not see all such samples, or no window fits
    public Windows between(int from, int to) {
        if (from < this.from || to > this.to || from > to) {
            throw new ShapeException(
                    "expected a part of samples " + this.from + " to " + this.to + ", but got " + from + " to " + to);
        }
        return new Windows(series, targets, length, horizon, stride, from, to);
    }

    /// Splits the time into parts, the earliest first. No window and no target reaches into another part, so
    /// nothing that is tested later has been seen in training.
    ///
    /// @param shares of the time, which add up to 1
    /// @throws ShapeException if they don't, or a part is too short for a window
    public List<Windows> split(double... shares) {
        double sum = 0;
        List<Windows> parts = new ArrayList<>();
        int begin = from;
        for (double share : shares) {
            sum += share;
            int end = from + (int) Math.round(Math.min(sum, 1) * (to - from));
            if (!(share > 0)) {
                throw new ShapeException("expected positive shares, but got " + share);
            }
            parts.add(between(begin, end));
            begin = end;
        }
        if (Math.abs(sum - 1) > 1e-9) {
            throw new ShapeException("expected shares that add up to 1, but got " + sum);
        }
        return parts;
    }

    /// The first sample of the series that these windows may see.
    public int from() {
        return from;
    }

    /// The end (exclusive) of the samples that these windows may see.
    public int to() {
        return to;
    }

    @Override
    public int size() {
        return (to - from - length - horizon) / stride + 1;
    }

    @Override
    public Batch batch(int... indices) {
        int[] begins = new int[indices.length];
        for (int i = 0; i < begins.length; i++) {
            if (indices[i] < 0 || indices[i] >= size()) {
                throw new IndexOutOfBoundsException("window " + indices[i] + " is not one of " + size());
            }
            begins[i] = from + indices[i] * stride;
        }
        return new Batch(gather(series, begins, 0), gather(targets, begins, horizon));
    }

    private Tensor gather(Tensor source, int[] begins, int ahead) {
        int channels = source.size(0);
        int samples = source.size(1);
        Tensor result = Tensor.zeros(source.dtype(), begins.length, channels, length);
        Object whole = array(source);
        Object parts = array(result);
        for (int i = 0; i < begins.length; i++) {
            for (int channel = 0; channel < channels; channel++) {
                System.arraycopy(
                        whole, channel * samples + begins[i] + ahead, parts, (i * channels + channel) * length, length);
            }
        }
        return result;
    }

    private static Object array(Tensor tensor) {
        return tensor.dtype() == DType.FLOAT32 ? tensor.floats() : tensor.doubles();
    }

    private static void checkSeries(String name, Tensor series) {
        if (series.shape().rank() != 2 || series.shape().elements() == 0) {
            throw new ShapeException("expected " + name + " [channels, samples] with at least one of each, but got "
                    + series.shape().toList());
        }
        double[] values = series.to(DType.FLOAT64).doubles();
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException("expected finite numbers, but channel " + i / series.size(1)
                        + " of the " + name + " is " + values[i] + " at sample " + i % series.size(1));
            }
        }
    }
}
