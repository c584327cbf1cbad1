package tapline.nn;

import java.util.Optional;
import tapline.shape.Shape;
import tapline.shape.ShapeException;
import tapline.stream.StreamPlan;
import tapline.tensor.Activations;
import tapline.tensor.DType;
import tapline.tensor.DTypeException;
import tapline.tensor.Generator;
import tapline.tensor.Init;
import tapline.tensor.Tensor;

/// A linear map of the last dimension, `x * weight^T + bias`: PyTorch's `nn.Linear`.
///
/// Input `[..., inFeatures]`, weight `[outFeatures, inFeatures]`, output `[..., outFeatures]`.
///
/// Thread-safe. Parameters are named `weight` and `bias`, and start as PyTorch's do.
public final class Linear extends Module {
    private final Parameter weight;
    private final Parameter bias;

    private Linear(Builder builder) {
        ParameterLimit.claim(builder.outFeatures, builder.inFeatures);
        Tensor initial = Init.defaultWeight(builder.generator, builder.dtype, builder.outFeatures, builder.inFeatures);
        weight = register("weight", initial);
        if (builder.bias) {
            ParameterLimit.claim(builder.outFeatures);
            bias = register("bias", Init.defaultBias(builder.generator, initial, builder.outFeatures));
        } else {
            bias = null;
        }
    }

    /// Begins a layer; what is not said has PyTorch's default.
    public static Builder of(int inFeatures, int outFeatures) {
        return new Builder(inFeatures, outFeatures);
    }

    /// @throws ShapeException if the input has other features than this layer
    /// @throws DTypeException if it has another element type
    @Override
    public Tensor forward(Tensor input) {
        return Activations.linear(input, weight.tensor(), bias == null ? null : bias.tensor());
    }

    @Override
    public StreamPlan streamAfter(StreamPlan before) {
        throw notStreamed("it works on the last dimension, which is time: expected a convolution of width 1");
    }

    /// `[outFeatures, inFeatures]`.
    public Parameter weight() {
        return weight;
    }

    /// `[outFeatures]`, if the layer has one.
    public Optional<Parameter> bias() {
        return Optional.ofNullable(bias);
    }

    @Override
    protected long multiplyAdds(Shape input, Shape output) {
        return (long) output.elements() * weight.shape().size(1);
    }

    @Override
    protected String extraRepr() {
        return "in_features=" + weight.shape().size(1) + ", out_features="
                + weight.shape().size(0) + ", bias=" + (bias == null ? "False" : "True");
    }

    /// Makes a [Linear]. Not thread-safe.
    public static final class Builder {
        private final int inFeatures;
        private final int outFeatures;
        private boolean bias = true;
        private DType dtype = DType.FLOAT32;
        private Generator generator = Generator.shared();

        private Builder(int inFeatures, int outFeatures) {
            this.inFeatures = inFeatures;
            this.outFeatures = outFeatures;
        }

        /// Whether a learned number is added to each output feature; true if not said.
        public Builder bias(boolean bias) {
            this.bias = bias;
            return this;
        }

        /// The element type of the parameters, and so of the inputs; float32 if not said.
        public Builder dtype(DType dtype) {
            this.dtype = dtype;
            return this;
        }

        /// Where the initial weights are drawn from; [Generator#shared] if not said.
        public Builder generator(Generator generator) {
            this.generator = generator;
            return this;
        }

        /// @throws ShapeException if a size is negative
        public Linear build() {
            return new Linear(this);
        }
    }
}
