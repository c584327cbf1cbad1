package tapline.train;

import tapline.tensor.Tensor;

/// How far what a model gives is from what it should give. Thread-safe: a loss has no state.
public interface Loss {
    /// @param input what the model gives
    /// @param target what it should give
    /// @return one number of rank 0, or, without a reduction, one for each element or row
    /// @throws tapline.shape.ShapeException if the shapes do not go together
    Tensor forward(Tensor input, Tensor target);
}
