package tapline.nn;

import tapline.stream.StreamPlan;
import tapline.tensor.Functional;
import tapline.tensor.Tensor;

/// The mean of each of `outputSize` windows that cover the signal evenly: PyTorch's `nn.AdaptiveAvgPool1d`.
///
/// Input `[batch, channels, length]` or `[channels, length]`; output the same with `outputSize` samples.
/// Thread-safe.
public final class AdaptiveAvgPool1d extends Module implements SingleOperation {
    private final int outputSize;

    private AdaptiveAvgPool1d(int outputSize) {
        this.outputSize = outputSize;
    }

    /// This many windows.
    public static AdaptiveAvgPool1d of(int outputSize) {
        return new AdaptiveAvgPool1d(outputSize);
    }

    /// @throws tapline.shape.ShapeException if the input is of another rank or has no samples, or the size is
    ///     negative
    @Override
    public Tensor forward(Tensor input) {
        return Functional.adaptiveAvgPool1d(input, outputSize);
    }

    @Override
    public StreamPlan streamAfter(StreamPlan before) {
        throw notStreamed("its windows depend on the length of the signal");
    }

    /// How many windows there are.
    public int outputSize() {
        return outputSize;
    }

    @Override
    protected String extraRepr() {
        return "output_size=" + outputSize;
    }
}
