package tapline.tensor;

/// What a norm made, and what running statistics are to learn of it.
///
/// @param output of the input's shape
/// @param mean `[channels]`, of the input; empty of gradients
/// @param variance `[channels]`, divided by one less than the number of samples
public record Normalized(Tensor output, Tensor mean, Tensor variance) {}
