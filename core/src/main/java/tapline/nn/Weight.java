package tapline.nn;

import tapline.shape.Shape;
import tapline.tensor.DType;
import tapline.tensor.Tensor;

/// The weight of a layer: a parameter, or what weight norm makes of two.
public sealed interface Weight permits Parameter, WeightNorm {
    /// The value.
    Tensor tensor();

    /// The shape of the value.
    Shape shape();

    /// The element type of the value.
    DType dtype();
}
