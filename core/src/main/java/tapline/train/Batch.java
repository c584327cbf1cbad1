package tapline.train;

import tapline.tensor.Tensor;

/// Examples that are learned from in one step.
///
/// @param input `[batch, ...]`
/// @param target what is wanted of them, `[batch, ...]`
public record Batch(Tensor input, Tensor target) {}
