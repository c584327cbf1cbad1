package tapline.nn;

import java.util.ArrayList;
import java.util.List;
import tapline.kernel.Relu;
import tapline.shape.ShapeException;
import tapline.stream.StreamPlan;
import tapline.tensor.Activations;
import tapline.tensor.Tensor;

/// WaveNet (van den Oord et al., 2016): a causal convolution, a stack of [WaveNetBlock]s whose dilations double and
/// begin again, and of the sum of what they skip, in their order, `end2(relu(end1(relu(sum))))` with convolutions
/// of width 1.
///
/// Input `[batch, inChannels, length]` or `[inChannels, length]`; output the same with `outChannels`. No output
/// depends on a later input.
///
/// Thread-safe. Parts are named `start`, `blocks.0`, `blocks.1`, ..., `end1` and `end2`.
public final class WaveNet extends Module {
    private final Conv1d start;
    private final ModuleList<WaveNetBlock> blocks;
    private final Conv1d end1;
    private final Conv1d end2;

    private WaveNet(Builder builder) {
        if (builder.layers < 1
                || builder.layers > 30
                || builder.stacks < 1
                || builder.stacks > Integer.MAX_VALUE / builder.layers) {
            throw new ShapeException("expected 1 to 30 layers in at least 1 stack, but got " + builder.layers
                    + " layers in " + builder.stacks + " stacks");
        }
        int count = builder.layers * builder.stacks;
        start = register(
                "start",
                builder.causal(builder.inChannels, builder.channels, builder.kernelSize, 1)
                        .build());
        List<WaveNetBlock> made = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            made.add(WaveNetBlock.of(builder.channels, builder.skipChannels, builder.kernelSize)
                    .dilation(1 << i % builder.layers)
                    .last(i == count - 1)
                    .dtype(builder.dtype)
                    .generator(builder.generator)
                    .build());
        }
        blocks = register("blocks", ModuleList.of(made));
        end1 = register(
                "end1",
                builder.conv(builder.skipChannels, builder.skipChannels, 1).build());
        end2 = register(
                "end2",
                builder.conv(builder.skipChannels, builder.outChannels, 1).build());
    }

    /// Begins a network; what is not said has a small default.
    public static Builder of(int inChannels, int outChannels) {
        return new Builder(inChannels, outChannels);
    }

    /// @throws ShapeException if the input has other channels than this network
    @Override
    public Tensor forward(Tensor input) {
        Tensor current = start.call(input);
        Tensor sum = null;
        for (WaveNetBlock block : blocks.modules()) {
            WaveNetBlock.Output output = block.apply(current);
            current = output.next();
            sum = sum == null ? output.skip() : sum.add(output.skip());
        }
        return end2.call(Activations.relu(end1.call(Activations.relu(sum))));
    }

    @Override
    public StreamPlan streamAfter(StreamPlan before) {
        StreamPlan plan = start.streamAfter(before);
        for (WaveNetBlock block : blocks.modules()) {
            plan = block.streamBehind(plan);
        }
        StreamPlan sum = Activation.streamAfter(plan, new Relu());
        return end2.streamAfter(Activation.streamAfter(end1.streamAfter(sum), new Relu()));
    }

    @Override
    public InferenceValue inferAfter(InferenceValue before) {
        InferenceValue current = before.through(start);
        InferenceValue sum = null;
        for (WaveNetBlock block : blocks.modules()) {
            WaveNetBlock.Inferred output = block.infer(current);
            current = output.next();
            sum = sum == null ? output.skip() : sum.add(output.skip());
        }
        return sum.through(new ReLU(), end1, new ReLU(), end2);
    }

    /// Makes a [WaveNet]. Not thread-safe.
    public static final class Builder extends BlockBuilder<Builder> {
        private final int inChannels;
        private final int outChannels;
        private int channels = 32;
        private int skipChannels = 32;
        private int kernelSize = 2;
        private int layers = 10;
        private int stacks = 1;

        private Builder(int inChannels, int outChannels) {
            this.inChannels = inChannels;
            this.outChannels = outChannels;
        }

        /// The channels between blocks; 32 if not said.
        public Builder channels(int channels) {
            this.channels = channels;
            return this;
        }

        /// The channels that blocks add to the result; 32 if not said.
        public Builder skipChannels(int skipChannels) {
            this.skipChannels = skipChannels;
            return this;
        }

        /// Taps of the causal convolutions; 2 if not said.
        public Builder kernelSize(int kernelSize) {
            this.kernelSize = kernelSize;
            return this;
        }

        /// Blocks of a stack, with dilations 1, 2, 4, ...; 10 if not said.
        public Builder layers(int layers) {
            this.layers = layers;
            return this;
        }

        /// How often the dilations begin again; 1 if not said.
        public Builder stacks(int stacks) {
            this.stacks = stacks;
            return this;
        }

        /// @throws ShapeException if the parameters do not go together
        public WaveNet build() {
            return new WaveNet(this);
        }

        @Override
        Builder self() {
            return this;
        }
    }
}
