package tapline.nn;

import java.util.Optional;
import tapline.shape.ShapeException;
import tapline.stream.StreamPlan;
import tapline.tensor.Functional;
import tapline.tensor.Tensor;

/// Brings each group of neighbouring channels of each signal to mean 0 and variance 1 (Wu and He, "Group
/// Normalization", 2018): PyTorch's `nn.GroupNorm`.
///
/// Input and output `[batch, channels, ...]`. Thread-safe. Parameters are named `weight` and `bias`, of one number
/// a channel.
public final class GroupNorm extends Module implements SingleOperation {
    private final int groups;
    private final int channels;
    private final double eps;
    private final String repr;
    private final Parameter weight;
    private final Parameter bias;

    private GroupNorm(Builder builder) {
        if (builder.groups < 1 || builder.channels % builder.groups != 0) {
            throw new ShapeException("num_channels must be divisible by num_groups");
        }
        groups = builder.groups;
        channels = builder.channels;
        eps = builder.eps;
        repr = builder.groups + ", " + builder.channels + ", eps=" + PythonNumber.of(eps) + ", affine="
                + NormBuilder.repr(builder.affine);
        weight = builder.weight(this, builder.channels);
        bias = builder.bias(this, builder.channels);
    }

    /// Begins a layer; what is not said has PyTorch's default.
    public static Builder of(int groups, int channels) {
        return new Builder(groups, channels);
    }

    /// @throws ShapeException if the input has other channels than this layer
    @Override
    public Tensor forward(Tensor input) {
        return Functional.groupNorm(input, groups, NormBuilder.tensor(weight), NormBuilder.tensor(bias), eps);
    }

    @Override
    public StreamPlan streamAfter(StreamPlan before) {
        throw notStreamed("its mean and variance are those of the whole signal");
    }

    /// How many channels there are.
    public int channels() {
        return channels;
    }

    /// `[channels]`, if the layer has one.
    public Optional<Parameter> weight() {
        return Optional.ofNullable(weight);
    }

    /// `[channels]`, if the layer has one.
    public Optional<Parameter> bias() {
        return Optional.ofNullable(bias);
    }

    /// Into how many groups the channels are split.
    public int groups() {
        return groups;
    }

    /// What is added to variances.
    public double eps() {
        return eps;
    }

    @Override
    protected String extraRepr() {
        return repr;
    }

    /// Makes a [GroupNorm]. Not thread-safe.
    public static final class Builder extends NormBuilder<Builder> {
        private final int groups;
        private final int channels;

        private Builder(int groups, int channels) {
            super(true);
            this.groups = groups;
            this.channels = channels;
        }

        /// @throws ShapeException if the channels can't be split into so many groups
        public GroupNorm build() {
            return new GroupNorm(this);
        }

        @Override
        Builder self() {
            return this;
        }
    }
}
