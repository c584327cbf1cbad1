package tapline.kernel;

import tapline.shape.ConvGeometry;

/// One convolution to compute, but for its numbers.
///
/// @param geometry of the convolution
/// @param batch how many signals
/// @param length samples of each
/// @param output where the results go
public record ConvProblem(ConvGeometry geometry, int batch, int length, OutputRows output) {}
