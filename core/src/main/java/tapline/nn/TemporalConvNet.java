package tapline.nn;

import java.util.ArrayList;
import java.util.List;
import tapline.shape.ShapeException;
import tapline.stream.StreamPlan;
import tapline.tensor.Tensor;

/// A temporal convolutional network (Bai, Kolter and Koltun, 2018): [TemporalBlock]s whose dilations double from
/// block to block, and, if asked for, a convolution of width 1 behind them.
///
/// Input `[batch, inChannels, length]` or `[inChannels, length]`; output the same with `outChannels`, or with the
/// last block's channels. No output depends on a later input.
///
/// ```java
/// TemporalConvNet net = TemporalConvNet.of(1, 3).channels(32, 32, 32).kernelSize(5).build();
/// ```
///
/// Thread-safe. Parts are named `network.0`, `network.1`, ... and `head`.
public final class TemporalConvNet extends Module {
    private final Sequential network;
    private final Conv1d head;
    private final int receptiveField;

    private TemporalConvNet(Builder builder) {
        if (builder.channels.length == 0 || builder.channels.length > 30) {
            throw new ShapeException("expected channels for 1 to 30 blocks, but got " + builder.channels.length);
        }
        List<TemporalBlock> blocks = new ArrayList<>();
        int channels = builder.inChannels;
        for (int out : builder.channels) {
            blocks.add(TemporalBlock.of(channels, out, builder.kernelSize)
                    .dilation(1 << blocks.size())
                    .dropout(builder.dropout)
                    .weightNorm(builder.weightNorm)
                    .dtype(builder.dtype)
                    .generator(builder.generator)
                    .build());
            channels = out;
        }
        network = register("network", Sequential.of(blocks));
        head = builder.outChannels == null
                ? null
                : register(
                        "head", builder.conv(channels, builder.outChannels, 1).build());
        long dilations = (1L << blocks.size()) - 1;
        receptiveField = Math.toIntExact(1 + 2 * (builder.kernelSize - 1) * dilations);
    }

    /// Begins a network whose output has the channels of its last block.
    public static Builder of(int inChannels) {
        return new Builder(inChannels, null);
    }

    /// Begins a network that ends in a convolution of width 1.
    public static Builder of(int inChannels, int outChannels) {
        return new Builder(inChannels, outChannels);
    }

    /// @throws ShapeException if the input has other channels than this network
    @Override
    public Tensor forward(Tensor input) {
        Tensor features = network.call(input);
        return head == null ? features : head.call(features);
    }

    @Override
    public StreamPlan streamAfter(StreamPlan before) {
        StreamPlan features = network.streamAfter(before);
        return head == null ? features : head.streamAfter(features);
    }

    @Override
    public InferenceValue inferAfter(InferenceValue before) {
        InferenceValue features = before.through(network);
        return head == null ? features : features.through(head);
    }

    /// How many samples, its own and those before it, an output depends on: `1 + 2 * (kernelSize - 1) * (2^blocks -
    /// 1)`.
    public int receptiveField() {
        return receptiveField;
    }

    /// Makes a [TemporalConvNet]. Not thread-safe.
    public static final class Builder extends BlockBuilder<Builder> {
        private final int inChannels;
        private final Integer outChannels;
        private int[] channels = {};
        private int kernelSize = 2;
        private double dropout = 0.2;
        private boolean weightNorm = true;

        private Builder(int inChannels, Integer outChannels) {
            this.inChannels = inChannels;
            this.outChannels = outChannels;
        }

        /// The output channels of each block: there are as many blocks.
        public Builder channels(int... channels) {
            this.channels = channels.clone();
            return this;
        }

        /// Taps of the convolutions; 2 if not said.
        public Builder kernelSize(int kernelSize) {
            this.kernelSize = kernelSize;
            return this;
        }

        /// The probability with which elements are dropped in training; 0.2 if not said.
        public Builder dropout(double dropout) {
            this.dropout = dropout;
            return this;
        }

        /// Whether the blocks' convolutions have weight norm; true if not said.
        public Builder weightNorm(boolean weightNorm) {
            this.weightNorm = weightNorm;
            return this;
        }

        /// @throws ShapeException if no channels were said, or the parameters do not go together
        public TemporalConvNet build() {
            return new TemporalConvNet(this);
        }

        @Override
        Builder self() {
            return this;
        }
    }
}
