package tapline.onnx;

import java.util.ArrayList;
import java.util.List;
import tapline.nn.AdaptiveAvgPool1d;
import tapline.nn.AdaptiveMaxPool1d;
import tapline.nn.AvgPool1d;
import tapline.nn.BatchNorm1d;
import tapline.nn.CausalConv1d;
import tapline.nn.Conv1d;
import tapline.nn.ConvTranspose1d;
import tapline.nn.Dropout;
import tapline.nn.ELU;
import tapline.nn.Flatten;
import tapline.nn.GELU;
import tapline.nn.GLU;
import tapline.nn.GroupNorm;
import tapline.nn.Hardswish;
import tapline.nn.Hardtanh;
import tapline.nn.Identity;
import tapline.nn.InceptionBlock;
import tapline.nn.InstanceNorm1d;
import tapline.nn.LayerNorm;
import tapline.nn.LeakyReLU;
import tapline.nn.Linear;
import tapline.nn.LogSigmoid;
import tapline.nn.LogSoftmax;
import tapline.nn.M5;
import tapline.nn.MaxPool1d;
import tapline.nn.Mish;
import tapline.nn.Module;
import tapline.nn.PReLU;
import tapline.nn.ReLU;
import tapline.nn.ReLU6;
import tapline.nn.SELU;
import tapline.nn.Sequential;
import tapline.nn.SiLU;
import tapline.nn.Sigmoid;
import tapline.nn.Softmax;
import tapline.nn.Softplus;
import tapline.nn.Softsign;
import tapline.nn.Tanh;
import tapline.nn.TemporalConvNet;
import tapline.nn.Upsample;
import tapline.nn.WaveNet;
import tapline.nn.WaveNetBlock;
import tapline.shape.CausalAlignment;
import tapline.shape.Interpolation;
import tapline.shape.InterpolationMode;
import tapline.shape.Padding;
import tapline.shape.PaddingMode;
import tapline.shape.PoolOptions;
import tapline.tensor.DType;

/// Networks of all layers, each with an input that fits.
public final class ExportedNetworks {
    private ExportedNetworks() {}

    /// @param module in use
    /// @param shape of an input
    /// @param anyLength whether the input may have another length
    public record Network(Module module, int[] shape, boolean anyLength) {
        @Override
        public String toString() {
            return module.toString().lines().findFirst().orElseThrow();
        }
    }

    private static Network any(Module module, int... shape) {
        return new Network(module.eval(), shape, true);
    }

    private static Network fixed(Module module, int... shape) {
        return new Network(module.eval(), shape, false);
    }

    public static List<Network> all() {
        List<Network> networks = new ArrayList<>(convolutions());
        for (Module activation : List.of(
                new ReLU(),
                new ReLU6(),
                new LeakyReLU(0.2),
                new ELU(1.5),
                new SELU(),
                new SiLU(),
                new Mish(),
                new Sigmoid(),
                new LogSigmoid(),
                new Tanh(),
                new Softplus(),
                new Softplus(2, 20),
                new Softsign(),
                new Hardswish(),
                new Hardtanh(-0.5, 0.75),
                new GELU(),
                new GELU(GELU.Approximate.TANH),
                new PReLU(),
                new PReLU(4, 0.1, DType.FLOAT32),
                new Identity(),
                new Dropout(0.5),
                new GLU(1),
                new Softmax(1),
                new LogSoftmax(-1),
                new Softmax(2))) {
            networks.add(any(activation, 2, 4, 9));
        }
        networks.addAll(norms());
        networks.addAll(pools());
        networks.addAll(blocks());
        return networks;
    }

    private static List<Network> convolutions() {
        return List.of(
                any(
                        Conv1d.of(4, 6, 3)
                                .stride(2)
                                .padding(1)
                                .dilation(2)
                                .groups(2)
                                .build(),
                        2,
                        4,
                        12),
                any(Conv1d.of(4, 6, 4).padding(Padding.SAME).bias(false).build(), 2, 4, 12),
                any(Conv1d.of(4, 6, 5).padding(Padding.STRIDED_SAME).stride(3).build(), 2, 4, 12),
                any(
                        Conv1d.of(2, 3, 5)
                                .padding(2)
                                .paddingMode(PaddingMode.REFLECT)
                                .build(),
                        2,
                        2,
                        12),
                any(
                        Conv1d.of(2, 3, 5)
                                .padding(2)
                                .paddingMode(PaddingMode.REPLICATE)
                                .build(),
                        2,
                        2,
                        12),
                any(
                        Conv1d.of(2, 3, 5)
                                .padding(2)
                                .paddingMode(PaddingMode.CIRCULAR)
                                .build(),
                        2,
                        2,
                        12),
                any(Conv1d.of(2, 3, 5).weightNorm(true).build(), 2, 2, 12),
                any(CausalConv1d.of(2, 3, 3).dilation(4).build(), 2, 2, 12),
                any(
                        CausalConv1d.of(2, 3, 4)
                                .stride(2)
                                .alignment(CausalAlignment.LAST_OF_STRIDE)
                                .build(),
                        2,
                        2,
                        12),
                any(
                        ConvTranspose1d.of(4, 6, 5)
                                .stride(3)
                                .padding(2)
                                .outputPadding(1)
                                .groups(2)
                                .build(),
                        2,
                        4,
                        7),
                any(ConvTranspose1d.of(4, 6, 3).dilation(2).bias(false).build(), 2, 4, 7),
                fixed(Linear.of(9, 5).build(), 2, 9),
                fixed(Linear.of(9, 5).bias(false).build(), 2, 3, 9),
                fixed(
                        Sequential.of(
                                Conv1d.of(2, 3, 3).build(),
                                new Flatten(),
                                Linear.of(30, 4).build()),
                        2,
                        2,
                        12),
                any(Sequential.of(Conv1d.of(2, 3, 3).build(), new Flatten()), 2, 2, 12),
                any(Sequential.of(), 2, 2, 12));
    }

    private static List<Network> norms() {
        return List.of(
                any(BatchNorm1d.of(4).build(), 2, 4, 9),
                any(BatchNorm1d.of(4).affine(false).build(), 2, 4, 9),
                fixed(BatchNorm1d.of(4).build(), 2, 4),
                any(InstanceNorm1d.of(4).build(), 2, 4, 9),
                any(InstanceNorm1d.of(4).affine(true).trackRunningStats(true).build(), 2, 4, 9),
                any(GroupNorm.of(2, 4).build(), 2, 4, 9),
                any(GroupNorm.of(4, 4).affine(false).build(), 2, 4, 9),
                fixed(LayerNorm.of(4, 9).build(), 2, 4, 9),
                fixed(LayerNorm.of(9).affine(false).build(), 2, 4, 9));
    }

    private static List<Network> pools() {
        return List.of(
                any(MaxPool1d.of(PoolOptions.of(3).stride(2).padding(1).dilation(2)), 2, 4, 19),
                any(MaxPool1d.of(PoolOptions.of(3).stride(2).ceilMode(true)), 2, 4, 18),
                any(AvgPool1d.of(PoolOptions.of(4).stride(3).padding(2)), 2, 4, 18),
                any(AvgPool1d.of(PoolOptions.of(3).padding(1).countIncludePad(false)), 2, 4, 18),
                any(AdaptiveAvgPool1d.of(1), 2, 4, 9),
                fixed(AdaptiveAvgPool1d.of(4), 2, 4, 9),
                fixed(AdaptiveMaxPool1d.of(4), 2, 4, 9),
                any(Upsample.of(Interpolation.by(2)), 2, 4, 9),
                any(Upsample.of(Interpolation.by(3).mode(InterpolationMode.LINEAR)), 2, 4, 9),
                any(
                        Upsample.of(Interpolation.toSize(14)
                                .mode(InterpolationMode.LINEAR)
                                .alignCorners(true)),
                        2,
                        4,
                        9),
                any(Upsample.of(Interpolation.toSize(14).mode(InterpolationMode.NEAREST_EXACT)), 2, 4, 9));
    }

    private static List<Network> blocks() {
        return List.of(
                any(TemporalConvNet.of(2, 3).channels(6, 6, 8).kernelSize(3).build(), 1, 2, 40),
                any(TemporalConvNet.of(2).channels(5).weightNorm(false).build(), 1, 2, 40),
                any(
                        WaveNet.of(1, 4)
                                .channels(6)
                                .skipChannels(5)
                                .layers(3)
                                .stacks(2)
                                .build(),
                        1,
                        1,
                        40),
                any(WaveNetBlock.of(4, 3, 2).build(), 1, 4, 20),
                any(InceptionBlock.of(3, 4).bottleneck(2).kernelSizes(3, 5, 8).build(), 1, 3, 20),
                any(
                        InceptionBlock.of(1, 4)
                                .bottleneck(0)
                                .kernelSizes(3)
                                .classes(5)
                                .build(),
                        1,
                        1,
                        20),
                any(M5.of(1, 4).channels(6, 8).pools(4, 2).kernelSize(16).build(), 1, 1, 200));
    }
}
