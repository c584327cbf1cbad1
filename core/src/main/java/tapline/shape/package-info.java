/// What a convolution looks like before any number is touched: shapes, padding, and the geometry that both give.
///
/// [tapline.shape.Shape] is the size of a tensor. [tapline.shape.ConvOptions] is what a user chooses (stride,
/// padding, dilation, groups); [tapline.shape.ConvGeometry] and [tapline.shape.ConvTransposeGeometry] are what
/// follows from it for given channels and lengths, and the only places that compute an output length.
/// [tapline.shape.ConvAlgorithm] is how it is computed: directly, in bits that never change, or by Fourier
/// transforms within an error bound. All of them are immutable.
package tapline.shape;
