package tapline.nn;

import java.util.List;
import java.util.Map;
import tapline.shape.ShapeException;
import tapline.stream.StreamPlan;
import tapline.tensor.Tensor;

/// The residual block of a temporal convolutional network (Bai, Kolter and Koltun, "An Empirical Evaluation of
/// Generic Convolutional and Recurrent Networks for Sequence Modeling", 2018): twice a causal dilated convolution
/// with weight norm, ReLU and dropout, then the input added, by way of a convolution of width 1 where the channels
/// differ, and ReLU.
///
/// Input `[batch, inChannels, length]` or `[inChannels, length]`; output the same with `outChannels`. The authors
/// pad both sides and cut the right one off; here nothing is computed only to be cut, and the results are the same.
///
/// Thread-safe. Parts are named `conv1`, `conv2` and `downsample`, as the authors' are.
public final class TemporalBlock extends Module {
    private final int inChannels;
    private final Conv1d conv1;
    private final ReLU relu1;
    private final Dropout drop1;
    private final Conv1d conv2;
    private final ReLU relu2;
    private final Dropout drop2;
    private final Conv1d downsample;
    private final ReLU relu;

    private TemporalBlock(Builder builder) {
        inChannels = builder.inChannels;
        int out = builder.outChannels;
        conv1 = register("conv1", builder.convolution(builder.inChannels));
        relu1 = register("relu1", new ReLU());
        drop1 = register("drop1", new Dropout(builder.dropout, builder.generator));
        conv2 = register("conv2", builder.convolution(out));
        relu2 = register("relu2", new ReLU());
        drop2 = register("drop2", new Dropout(builder.dropout, builder.generator));
        downsample = builder.inChannels == out
                ? null
                : register(
                        "downsample", builder.conv(builder.inChannels, out, 1).build());
        relu = register("relu", new ReLU());
    }

    /// Begins a block; what is not said has the authors' default.
    public static Builder of(int inChannels, int outChannels, int kernelSize) {
        return new Builder(inChannels, outChannels, kernelSize);
    }

    /// @throws ShapeException if the input has other channels than this block
    @Override
    public Tensor forward(Tensor input) {
        Tensor once = drop1.call(relu1.call(conv1.call(input)));
        Tensor twice = drop2.call(relu2.call(conv2.call(once)));
        return relu.call(twice.add(downsample == null ? input : downsample.call(input)));
    }

    @Override
    public StreamPlan streamAfter(StreamPlan before) {
        StreamPlan input = StreamPlan.identity(inChannels);
        StreamPlan once = drop1.streamAfter(relu1.streamAfter(conv1.streamAfter(input)));
        StreamPlan twice = drop2.streamAfter(relu2.streamAfter(conv2.streamAfter(once)));
        StreamPlan skip = downsample == null ? input : downsample.streamAfter(input);
        return relu.streamAfter(before.then(StreamPlan.sum(List.of(twice, skip))));
    }

    @Override
    public InferenceValue inferAfter(InferenceValue before) {
        InferenceValue twice = before.through(conv1, relu1, conv2, relu2);
        return twice.add(downsample == null ? before : before.through(downsample))
                .through(relu);
    }

    /// The authors' own code writes each tensor twice, the second time as a part of `net`.
    @Override
    protected void adaptState(String prefix, Map<String, Tensor> state) {
        state.keySet().removeIf(name -> name.startsWith(prefix + "net."));
    }

    /// Makes a [TemporalBlock]. Not thread-safe.
    public static final class Builder extends BlockBuilder<Builder> {
        private final int inChannels;
        private final int outChannels;
        private final int kernelSize;
        private int dilation = 1;
        private double dropout = 0.2;
        private boolean weightNorm = true;

        private Builder(int inChannels, int outChannels, int kernelSize) {
            this.inChannels = inChannels;
            this.outChannels = outChannels;
            this.kernelSize = kernelSize;
        }

        /// Samples from one tap of the kernels to the next; 1 if not said.
        public Builder dilation(int dilation) {
            this.dilation = dilation;
            return this;
        }

        /// The probability with which elements are dropped in training; 0.2 if not said.
        public Builder dropout(double dropout) {
            this.dropout = dropout;
            return this;
        }

        /// Whether both convolutions have weight norm; true if not said.
        public Builder weightNorm(boolean weightNorm) {
            this.weightNorm = weightNorm;
            return this;
        }

        /// @throws ShapeException if the parameters do not go together
        public TemporalBlock build() {
            return new TemporalBlock(this);
        }

        @Override
        Builder self() {
            return this;
        }

        private Conv1d convolution(int channels) {
            return causal(channels, outChannels, kernelSize, dilation)
                    .weightNorm(weightNorm)
                    .build();
        }
    }
}
