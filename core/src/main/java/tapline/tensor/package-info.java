/// Tensors, and the operations on them.
///
/// A [tapline.tensor.Tensor] is a contiguous, row-major array of float32 or float64 numbers with a
/// [tapline.shape.Shape]; signals are laid out `[batch, channels, length]` as in PyTorch.
/// [tapline.tensor.Functional] has the convolutions and the padding, [tapline.tensor.Activations] the activations,
/// dropout and the linear map, [tapline.tensor.Losses] the losses, [tapline.tensor.Generator] PyTorch's random
/// numbers, [tapline.tensor.GradMode] the scope in which gradients are not wanted.
package tapline.tensor;
