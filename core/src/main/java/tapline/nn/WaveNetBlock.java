package tapline.nn;

import java.util.List;
import tapline.shape.ShapeException;
import tapline.stream.StreamPlan;
import tapline.tensor.Activations;
import tapline.tensor.Tensor;

/// The residual block of WaveNet (van den Oord et al., "WaveNet: A Generative Model for Raw Audio", 2016): a causal
/// dilated convolution with gated activation, `z = tanh(filter * x) . sigmoid(gate * x)`, from which convolutions
/// of width 1 make what is added to the input for the next block, and what is added to the network's result.
///
/// Input `[batch, channels, length]` or `[channels, length]`. Thread-safe. Parts are named `filter`, `gate`,
/// `residual` and `skip`.
public final class WaveNetBlock extends Module {
    private final int channels;
    private final Conv1d filter;
    private final Conv1d gate;
    private final Conv1d residual;
    private final Conv1d skip;

    private WaveNetBlock(Builder builder) {
        channels = builder.channels;
        filter = register("filter", builder.convolution());
        gate = register("gate", builder.convolution());
        residual = builder.isLast
                ? null
                : register("residual", builder.conv(channels, channels, 1).build());
        skip = register("skip", builder.conv(channels, builder.skipChannels, 1).build());
    }

    /// Begins a block.
    public static Builder of(int channels, int skipChannels, int kernelSize) {
        return new Builder(channels, skipChannels, kernelSize);
    }

    /// What a block makes of its input.
    ///
    /// @param next `[batch, channels, length]`, for the next block; null from the last
    /// @param skip `[batch, skipChannels, length]`, for the network's result
    public record Output(Tensor next, Tensor skip) {}

    /// Applies this block.
    ///
    /// @throws ShapeException if the input has other channels than this block
    public Output apply(Tensor input) {
        Tensor gated = Activations.tanh(filter.call(input)).mul(Activations.sigmoid(gate.call(input)));
        return new Output(residual == null ? null : input.add(residual.call(gated)), skip.call(gated));
    }

    /// [#apply] for inference.
    ///
    /// @param next null from the last block
    record Inferred(InferenceValue next, InferenceValue skip) {}

    Inferred infer(InferenceValue before) {
        InferenceValue gated = before.through(filter, new Tanh()).mul(before.through(gate, new Sigmoid()));
        return new Inferred(residual == null ? null : before.add(gated.through(residual)), gated.through(skip));
    }

    @Override
    public InferenceValue inferAfter(InferenceValue before) {
        Inferred output = infer(before);
        return output.next == null ? output.skip : InferenceValue.channelsOf(List.of(output.next, output.skip));
    }

    /// Both of [#apply], the channels for the next block before those for the result.
    @Override
    public Tensor forward(Tensor input) {
        Output output = apply(input);
        return output.next == null
                ? output.skip
                : Tensor.cat(List.of(output.next, output.skip), input.shape().rank() - 2);
    }

    @Override
    public StreamPlan streamAfter(StreamPlan before) {
        return streamBehind(before.then(StreamPlan.identity(channels)));
    }

    /// The input, then the gated channels, then what the blocks before have skipped.
    private StreamPlan streamGated(int skipped) {
        StreamPlan input = StreamPlan.select(channels + skipped, 0, channels);
        StreamPlan gated = StreamPlan.product(List.of(
                Activation.streamAfter(filter.streamAfter(input), new tapline.kernel.Tanh()),
                Activation.streamAfter(gate.streamAfter(input), new tapline.kernel.Sigmoid())));
        return skipped == 0
                ? StreamPlan.concatenation(List.of(input, gated))
                : StreamPlan.concatenation(
                        List.of(input, gated, StreamPlan.select(channels + skipped, channels, channels + skipped)));
    }

    /// The channels for the next block, then the sum of what this one and those before it have skipped.
    private StreamPlan streamOutputs(int skipped) {
        int all = 2 * channels + skipped;
        StreamPlan gated = StreamPlan.select(all, channels, 2 * channels);
        StreamPlan own = skip.streamAfter(gated);
        StreamPlan sum = skipped == 0 ? own : StreamPlan.sum(List.of(StreamPlan.select(all, 2 * channels, all), own));
        if (residual == null) {
            return sum;
        }
        StreamPlan input = StreamPlan.select(all, 0, channels);
        return StreamPlan.concatenation(List.of(StreamPlan.sum(List.of(input, residual.streamAfter(gated))), sum));
    }

    /// A live signal with what the blocks before have skipped, if there are any, in its last channels.
    StreamPlan streamBehind(StreamPlan before) {
        int skipped = before.outChannels() - channels;
        return before.then(streamGated(skipped)).then(streamOutputs(skipped));
    }

    /// Makes a [WaveNetBlock]. Not thread-safe.
    public static final class Builder extends BlockBuilder<Builder> {
        private final int channels;
        private final int skipChannels;
        private final int kernelSize;
        private int dilation = 1;
        private boolean isLast;

        private Builder(int channels, int skipChannels, int kernelSize) {
            this.channels = channels;
            this.skipChannels = skipChannels;
            this.kernelSize = kernelSize;
        }

        /// Samples from one tap of the kernels to the next; 1 if not said.
        public Builder dilation(int dilation) {
            this.dilation = dilation;
            return this;
        }

        /// Whether no block follows, so that nothing is made for one; false if not said.
        public Builder last(boolean isLast) {
            this.isLast = isLast;
            return this;
        }

        /// @throws ShapeException if the parameters do not go together
        public WaveNetBlock build() {
            return new WaveNetBlock(this);
        }

        @Override
        Builder self() {
            return this;
        }

        private Conv1d convolution() {
            return causal(channels, channels, kernelSize, dilation).build();
        }
    }
}
