package tapline.nn;

import tapline.shape.PoolOptions;
import tapline.stream.StreamPlan;
import tapline.tensor.Functional;
import tapline.tensor.Tensor;

/// The largest sample of each window: PyTorch's `nn.MaxPool1d`.
///
/// Input `[batch, channels, length]` or `[channels, length]`; output the same with
/// `floor((length + 2 * padding - dilation * (kernelSize - 1) - 1) / stride) + 1` samples. Thread-safe.
public final class MaxPool1d extends Module implements SingleOperation {
    private final PoolOptions options;

    private MaxPool1d(PoolOptions options) {
        this.options = options;
    }

    /// Windows of `kernelSize` samples, one behind the other.
    public static MaxPool1d of(int kernelSize) {
        return of(PoolOptions.of(kernelSize));
    }

    /// Windows of these options: `MaxPool1d.of(PoolOptions.of(3).stride(2).padding(1))`.
    public static MaxPool1d of(PoolOptions options) {
        return new MaxPool1d(options);
    }

    /// @throws tapline.shape.ShapeException if the input is of another rank, or the options are out of range
    @Override
    public Tensor forward(Tensor input) {
        return Functional.maxPool1d(input, options);
    }

    @Override
    public StreamPlan streamAfter(StreamPlan before) {
        return before.then(StreamPlan.maxPool(before.outChannels(), options));
    }

    /// The windows.
    public PoolOptions options() {
        return options;
    }

    @Override
    protected String extraRepr() {
        return "kernel_size=" + options.kernelSize() + ", stride=" + options.stride() + ", padding="
                + options.padding() + ", dilation=" + options.dilation() + ", ceil_mode="
                + (options.ceilMode() ? "True" : "False");
    }
}
