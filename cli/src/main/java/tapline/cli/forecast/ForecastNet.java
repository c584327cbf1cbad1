package tapline.cli.forecast;

import java.util.List;
import tapline.nn.Conv1d;
import tapline.nn.Module;
import tapline.tensor.Generator;
import tapline.tensor.Tensor;

/// A temporal convolutional network (Bai, Kolter and Koltun, 2018) with one output.
///
/// Input `[batch, inputs, samples]`; output `[batch, 1, samples]`: the forecast made at each sample.
final class ForecastNet extends Module {
    private final Module tcn;
    private final Conv1d head;

    /// @param generator of the initial weights, and of what is dropped in training
    ForecastNet(int inputs, List<Integer> channels, int kernelSize, double dropout, Generator generator) {
        tcn = register("tcn", new Levels(inputs, channels, kernelSize, dropout, generator));
        head = register(
                "head", Conv1d.of(channels.getLast(), 1, 1).generator(generator).build());
    }

    @Override
    public Tensor forward(Tensor input) {
        return head.forward(tcn.forward(input));
    }

    /// How many samples an output depends on: two convolutions a level, with dilations 1, 2, 4, ...
    static int receptiveField(int levels, int kernelSize) {
        return Math.toIntExact(1 + 2L * (kernelSize - 1) * ((1L << levels) - 1));
    }
}
