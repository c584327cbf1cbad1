package tapline.nn;

import java.util.ArrayList;
import java.util.List;
import tapline.shape.ShapeException;
import tapline.stream.StreamPlan;
import tapline.tensor.Activations;
import tapline.tensor.Functional;
import tapline.tensor.Tensor;

/// The classifier M5 for raw audio (Dai, Dai, Qu, Li and Das, "Very Deep Convolutional Neural Networks for Raw
/// Waveforms", 2017): a wide first convolution with a stride, then convolutions of width 3, each with batch norm,
/// ReLU and a maximum, and on the mean over all samples a linear layer.
///
/// Input `[batch, inChannels, length]`; output `[batch, 1, classes]`, logarithms of probabilities.
///
/// Thread-safe. Parts are named `conv1`, `bn1`, `pool1`, `conv2`, ..., and `fc1`.
public final class M5 extends Module {
    private record Stage(Conv1d conv, BatchNorm1d norm, MaxPool1d pool) {
        Tensor forward(Tensor input) {
            return pool.call(Activations.relu(norm.call(conv.call(input))));
        }
    }

    private final List<Stage> stages = new ArrayList<>();
    private final Linear fc1;

    private M5(Builder builder) {
        if (builder.channels.length == 0 || builder.channels.length != builder.pools.length) {
            throw new ShapeException("expected channels and pools for the same convolutions, but got "
                    + builder.channels.length + " and " + builder.pools.length);
        }
        int in = builder.inChannels;
        for (int i = 0; i < builder.channels.length; i++) {
            int out = builder.channels[i];
            Conv1d conv = i == 0
                    ? builder.conv(in, out, builder.kernelSize)
                            .stride(builder.stride)
                            .build()
                    : builder.conv(in, out, 3).build();
            stages.add(new Stage(
                    register("conv" + (i + 1), conv),
                    register("bn" + (i + 1), builder.norm(out)),
                    register("pool" + (i + 1), MaxPool1d.of(builder.pools[i]))));
            in = out;
        }
        fc1 = register(
                "fc1",
                Linear.of(in, builder.classes)
                        .dtype(builder.dtype)
                        .generator(builder.generator)
                        .build());
    }

    /// Begins a network; what is not said is the authors'.
    public static Builder of(int inChannels, int classes) {
        return new Builder(inChannels, classes);
    }

    /// @throws ShapeException if the input has other channels than this network, or is too short for it
    @Override
    public Tensor forward(Tensor input) {
        Tensor current = input;
        for (Stage stage : stages) {
            current = stage.forward(current);
        }
        return classified(current);
    }

    private Tensor classified(Tensor features) {
        Tensor mean = Functional.adaptiveAvgPool1d(features, 1).transpose(1, 2);
        return Activations.logSoftmax(fc1.call(mean), 2);
    }

    @Override
    public StreamPlan streamAfter(StreamPlan before) {
        throw notStreamed("it takes the mean over the whole signal");
    }

    @Override
    public InferenceValue inferAfter(InferenceValue before) {
        InferenceValue current = before;
        for (Stage stage : stages) {
            current = current.through(stage.conv, stage.norm, new ReLU(), stage.pool);
        }
        return current.through(this::classified);
    }

    /// Makes an [M5]. Not thread-safe.
    public static final class Builder extends BlockBuilder<Builder> {
        private final int inChannels;
        private final int classes;
        private int[] channels = {128, 128, 256, 512};
        private int[] pools = {4, 4, 4, 4};
        private int kernelSize = 80;
        private int stride = 4;

        private Builder(int inChannels, int classes) {
            this.inChannels = inChannels;
            this.classes = classes;
        }

        /// The output channels of each convolution; 128, 128, 256 and 512 if not said.
        public Builder channels(int... channels) {
            this.channels = channels.clone();
            return this;
        }

        /// The samples of which each convolution's maxima are taken; 4 each if not said.
        public Builder pools(int... pools) {
            this.pools = pools.clone();
            return this;
        }

        /// Taps of the first convolution; 80 if not said.
        public Builder kernelSize(int kernelSize) {
            this.kernelSize = kernelSize;
            return this;
        }

        /// The stride of the first convolution; 4 if not said.
        public Builder stride(int stride) {
            this.stride = stride;
            return this;
        }

        /// @throws ShapeException if there are not as many pools as convolutions, or the parameters do not go
        ///     together
        public M5 build() {
            return new M5(this);
        }

        @Override
        Builder self() {
            return this;
        }
    }
}
