package tapline.nn;

import java.util.ArrayList;
import java.util.List;
import tapline.kernel.Relu;
import tapline.shape.Padding;
import tapline.shape.PoolOptions;
import tapline.shape.ShapeException;
import tapline.stream.StreamPlan;
import tapline.tensor.Activations;
import tapline.tensor.Tensor;

/// The block of InceptionTime (Ismail Fawaz et al., "InceptionTime: Finding AlexNet for Time Series
/// Classification", 2020): behind a bottleneck, convolutions of several widths, and beside them a maximum over
/// three samples with a convolution of width 1, all put together, batch norm and ReLU; then the input added, by way
/// of a convolution of width 1 and a batch norm, and ReLU.
///
/// Input `[batch, inChannels, length]`; output `[batch, filters * (kernels + 1), length]`, or, with classes, the
/// logits `[batch, classes]` of a linear layer on the mean over all samples.
///
/// Thread-safe. Parts are named `bottleneck`, `convs.0`, ..., `pool.1`, `bn`, `shortcut.0`, `shortcut.1` and `fc`.
public final class InceptionBlock extends Module {
    private final int inChannels;
    private final Conv1d bottleneck;
    private final ModuleList<Conv1d> convs;
    private final Sequential pool;
    private final BatchNorm1d bn;
    private final Sequential shortcut;
    private final AdaptiveAvgPool1d gap;
    private final Linear fc;

    private InceptionBlock(Builder builder) {
        inChannels = builder.inChannels;
        int in = inChannels;
        int out = builder.outChannels();
        int narrow = builder.bottleneck > 0 ? builder.bottleneck : in;
        bottleneck = builder.bottleneck > 0 ? register("bottleneck", builder.plain(in, narrow, 1)) : null;
        List<Conv1d> kernels = new ArrayList<>();
        for (int kernelSize : builder.kernelSizes) {
            kernels.add(builder.plain(narrow, builder.filters, kernelSize));
        }
        convs = register("convs", ModuleList.of(kernels));
        MaxPool1d maximum = MaxPool1d.of(PoolOptions.of(3).stride(1).padding(1));
        pool = register("pool", Sequential.of(maximum, builder.plain(in, builder.filters, 1)));
        bn = register("bn", builder.norm(out));
        shortcut = builder.isResidual
                ? register("shortcut", Sequential.of(builder.plain(in, out, 1), builder.norm(out)))
                : null;
        gap = builder.classes > 0 ? register("gap", AdaptiveAvgPool1d.of(1)) : null;
        fc = builder.classes > 0 ? register("fc", builder.linear(out)) : null;
    }

    /// Begins a block with this many filters of each width; what is not said has the authors' default.
    public static Builder of(int inChannels, int filters) {
        return new Builder(inChannels, filters);
    }

    /// @throws ShapeException if the input has other channels than this block
    @Override
    public Tensor forward(Tensor input) {
        Tensor narrow = bottleneck == null ? input : bottleneck.call(input);
        List<Tensor> parts = new ArrayList<>();
        for (Conv1d conv : convs.modules()) {
            parts.add(conv.call(narrow));
        }
        parts.add(pool.call(input));
        Tensor output = Activations.relu(bn.call(Tensor.cat(parts, 1)));
        if (shortcut != null) {
            output = Activations.relu(output.add(shortcut.call(input)));
        }
        return fc == null ? output : fc.call(gap.call(output).squeeze(-1));
    }

    @Override
    public StreamPlan streamAfter(StreamPlan before) {
        if (fc != null) {
            throw notStreamed("it takes the mean over the whole signal");
        }
        StreamPlan input = StreamPlan.identity(inChannels);
        StreamPlan narrow = bottleneck == null ? input : bottleneck.streamAfter(input);
        StreamPlan start = StreamPlan.identity(narrow.outChannels());
        StreamPlan wide = StreamPlan.concatenation(
                convs.modules().stream().map(conv -> conv.streamAfter(start)).toList());
        StreamPlan parts = StreamPlan.concatenation(List.of(narrow.then(wide), pool.streamAfter(input)));
        StreamPlan output = Activation.streamAfter(bn.streamAfter(parts), new Relu());
        if (shortcut != null) {
            StreamPlan sum = StreamPlan.sum(List.of(output, shortcut.streamAfter(input)));
            output = Activation.streamAfter(sum, new Relu());
        }
        return before.then(output);
    }

    @Override
    public InferenceValue inferAfter(InferenceValue before) {
        InferenceValue narrow = bottleneck == null ? before : before.through(bottleneck);
        List<InferenceValue> parts = new ArrayList<>();
        for (Conv1d conv : convs.modules()) {
            parts.add(narrow.through(conv));
        }
        parts.add(before.through(pool));
        InferenceValue output = InferenceValue.channelsOf(parts).through(bn, new ReLU());
        if (shortcut != null) {
            output = output.add(before.through(shortcut)).through(new ReLU());
        }
        return fc == null ? output : output.through(gap, new Flatten(), fc);
    }

    /// Makes an [InceptionBlock]. Not thread-safe.
    public static final class Builder extends BlockBuilder<Builder> {
        private final int inChannels;
        private final int filters;
        private int bottleneck = 32;
        private int[] kernelSizes = {10, 20, 40};
        private boolean isResidual = true;
        private int classes;

        private Builder(int inChannels, int filters) {
            this.inChannels = inChannels;
            this.filters = filters;
        }

        /// The channels between the input and the convolutions; 32 if not said, and 0 for no bottleneck.
        public Builder bottleneck(int channels) {
            bottleneck = channels;
            return this;
        }

        /// The widths of the convolutions; 10, 20 and 40 if not said.
        public Builder kernelSizes(int... kernelSizes) {
            this.kernelSizes = kernelSizes.clone();
            return this;
        }

        /// Whether the input is added; true if not said.
        public Builder residual(boolean isResidual) {
            this.isResidual = isResidual;
            return this;
        }

        /// Into how many classes the block itself sorts its input; 0, for none, if not said.
        public Builder classes(int classes) {
            this.classes = classes;
            return this;
        }

        /// @throws ShapeException if the parameters do not go together
        public InceptionBlock build() {
            return new InceptionBlock(this);
        }

        @Override
        Builder self() {
            return this;
        }

        private int outChannels() {
            long channels = filters * (kernelSizes.length + 1L);
            if (channels != (int) channels) {
                throw new ShapeException("expected fewer filters: " + channels + " channels do not fit an array");
            }
            return (int) channels;
        }

        private Conv1d plain(int in, int out, int kernelSize) {
            return conv(in, out, kernelSize).padding(Padding.SAME).bias(false).build();
        }

        private Linear linear(int in) {
            return Linear.of(in, classes).dtype(dtype).generator(generator).build();
        }
    }
}
