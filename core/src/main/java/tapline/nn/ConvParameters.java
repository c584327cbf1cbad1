package tapline.nn;

import tapline.tensor.Tensor;

/// The parameters of a convolution, registered in PyTorch's order: weight and bias, or, with weight norm, bias,
/// magnitudes and directions.
///
/// @param bias null without
record ConvParameters(Weight weight, Parameter bias) {

    /// @param bias null without
    static ConvParameters register(Module module, Tensor weight, Tensor bias, boolean weightNorm) {
        Weight before = weightNorm ? null : module.register("weight", weight);
        Parameter added = bias == null ? null : module.register("bias", bias);
        return new ConvParameters(weightNorm ? WeightNorm.register(module, weight) : before, added);
    }

    /// Copies of these values, without weight norm, as parameters of `module`.
    ConvParameters folded(Module module) {
        return register(
                module,
                weight.tensor().detach().copy(),
                bias == null ? null : bias.tensor().detach().copy(),
                false);
    }

    /// The weight, where it is a parameter.
    ///
    /// @throws IllegalStateException if it is made by weight norm
    Parameter weightParameter() {
        if (weight instanceof Parameter parameter) {
            return parameter;
        }
        throw new IllegalStateException("This layer's weight is made by weight norm: its parameters are those of "
                + "weightNorm(), and removeWeightNorm() makes a layer with the weight as parameter");
    }
}
