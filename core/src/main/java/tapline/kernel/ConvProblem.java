package tapline.kernel;

import tapline.shape.ConvGeometry;

/// One convolution to compute, but for its numbers.
///
/// @param geometry of the convolution
/// @param firstSignal the first signal of the batch to compute; those before it are left alone
/// @param signals how many signals
/// @param length samples of each
/// @param output where the results go
public record ConvProblem(ConvGeometry geometry, int firstSignal, int signals, int length, OutputRows output) {
    /// A whole batch.
    public ConvProblem(ConvGeometry geometry, int batch, int length, OutputRows output) {
        this(geometry, 0, batch, length, output);
    }

    /// The signal behind the last.
    int endSignal() {
        return firstSignal + signals;
    }

    /// Multiply-adds of the whole problem.
    double work() {
        return (double) signals * geometry.outChannels() * output.count() * geometry.terms();
    }

    /// The same problem for one of `parts` nearly equal runs of its signals alone.
    ConvProblem ofSignals(int part, int parts) {
        int from = (int) ((long) signals * part / parts);
        int to = (int) ((long) signals * (part + 1) / parts);
        return new ConvProblem(geometry, firstSignal + from, to - from, length, output);
    }

    /// The same problem for results `from` to `to` (exclusive) of each row alone.
    ConvProblem ofResults(int from, int to) {
        ConvGeometry later = new ConvGeometry(
                geometry.inChannels(),
                geometry.outChannels(),
                geometry.kernelSize(),
                geometry.stride(),
                geometry.dilation(),
                geometry.groups(),
                -geometry.windowStart(from),
                geometry.padRight(),
                geometry.paddingMode());
        OutputRows rows =
                new OutputRows(output.rowLength(), output.first() + from * output.step(), output.step(), to - from);
        return new ConvProblem(later, firstSignal, signals, length, rows);
    }
}
