package tapline.kernel;

import tapline.shape.ConvGeometry;

/// One convolution to compute, but for its numbers.
///
/// @param geometry of the convolution
/// @param batch how many signals
/// @param length samples of each
/// @param output where the results go
public record ConvProblem(ConvGeometry geometry, int batch, int length, OutputRows output) {
    /// The same problem for results `from` to `to` (exclusive) of each row alone.
    ConvProblem part(int from, int to) {
        ConvGeometry later = new ConvGeometry(
                geometry.inChannels(),
                geometry.outChannels(),
                geometry.kernelSize(),
                geometry.stride(),
                geometry.dilation(),
                geometry.groups(),
                geometry.padLeft() - from * geometry.stride(),
                geometry.padRight(),
                geometry.paddingMode());
        OutputRows rows = new OutputRows(
                output.rowLength(), output.first() + from * output.step(), output.step(), to - from);
        return new ConvProblem(later, batch, length, rows);
    }
}
