package tapline.nn;

import tapline.shape.PoolOptions;
import tapline.stream.StreamPlan;
import tapline.tensor.Functional;
import tapline.tensor.Tensor;

/// The mean of each window: PyTorch's `nn.AvgPool1d`.
///
/// Input `[batch, channels, length]` or `[channels, length]`; output the same with
/// `floor((length + 2 * padding - kernelSize) / stride) + 1` samples. Thread-safe.
public final class AvgPool1d extends Module implements SingleOperation {
    private final PoolOptions options;

    private AvgPool1d(PoolOptions options) {
        this.options = options;
    }

    /// Windows of `kernelSize` samples, one behind the other.
    public static AvgPool1d of(int kernelSize) {
        return of(PoolOptions.of(kernelSize));
    }

    /// Windows of these options: `AvgPool1d.of(PoolOptions.of(3).stride(2).padding(1))`.
    public static AvgPool1d of(PoolOptions options) {
        return new AvgPool1d(options);
    }

    /// @throws tapline.shape.ShapeException if the input is of another rank, the options are out of range, or no
    ///     window fits
    @Override
    public Tensor forward(Tensor input) {
        return Functional.avgPool1d(input, options);
    }

    @Override
    public StreamPlan streamAfter(StreamPlan before) {
        return before.then(StreamPlan.averagePool(before.outChannels(), options));
    }

    /// The windows.
    public PoolOptions options() {
        return options;
    }

    @Override
    protected String extraRepr() {
        return "kernel_size=(" + options.kernelSize() + ",), stride=(" + options.stride() + ",), padding=("
                + options.padding() + ",)";
    }
}
