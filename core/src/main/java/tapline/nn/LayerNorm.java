package tapline.nn;

import java.util.Optional;
import tapline.shape.Shape;
import tapline.stream.StreamPlan;
import tapline.tensor.Functional;
import tapline.tensor.Tensor;

/// Brings what stands in the last dimensions to mean 0 and variance 1 (Ba, Kiros and Hinton, "Layer Normalization",
/// 2016): PyTorch's `nn.LayerNorm`.
///
/// Input and output `[..., normalizedShape]`. Thread-safe. Parameters are named `weight` and `bias`, of the
/// normalised shape.
public final class LayerNorm extends Module {
    private final Shape normalizedShape;
    private final double eps;
    private final String repr;
    private final Parameter weight;
    private final Parameter bias;

    private LayerNorm(Builder builder) {
        normalizedShape = builder.normalizedShape;
        eps = builder.eps;
        repr = normalizedShape.toTuple() + ", eps=" + PythonNumber.of(eps) + ", elementwise_affine="
                + NormBuilder.repr(builder.affine);
        weight = builder.weight(this, normalizedShape.toArray());
        bias = builder.bias(this, normalizedShape.toArray());
    }

    /// Begins a layer over dimensions of these sizes; what is not said has PyTorch's default.
    public static Builder of(int... normalizedShape) {
        return new Builder(Shape.of(normalizedShape));
    }

    /// @throws tapline.shape.ShapeException if the input's last dimensions have other sizes
    @Override
    public Tensor forward(Tensor input) {
        return Functional.layerNorm(input, normalizedShape, NormBuilder.tensor(weight), NormBuilder.tensor(bias), eps);
    }

    @Override
    public StreamPlan streamAfter(StreamPlan before) {
        throw notStreamed("its mean and variance are those of the whole signal");
    }

    /// Of the normalised shape, if the layer has one.
    public Optional<Parameter> weight() {
        return Optional.ofNullable(weight);
    }

    /// Of the normalised shape, if the layer has one.
    public Optional<Parameter> bias() {
        return Optional.ofNullable(bias);
    }

    /// The sizes of the dimensions that are normalised.
    public Shape normalizedShape() {
        return normalizedShape;
    }

    /// What is added to variances.
    public double eps() {
        return eps;
    }

    @Override
    protected String extraRepr() {
        return repr;
    }

    /// Makes a [LayerNorm]. Not thread-safe.
    public static final class Builder extends NormBuilder<Builder> {
        private final Shape normalizedShape;

        private Builder(Shape normalizedShape) {
            super(true);
            this.normalizedShape = normalizedShape;
        }

        /// Makes the layer.
        public LayerNorm build() {
            return new LayerNorm(this);
        }

        @Override
        Builder self() {
            return this;
        }
    }
}
