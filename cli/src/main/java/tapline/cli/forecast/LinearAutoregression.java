package tapline.cli.forecast;

import tapline.shape.CausalAlignment;
import tapline.shape.ConvOptions;
import tapline.shape.Padding;
import tapline.tensor.DType;
import tapline.tensor.Functional;
import tapline.tensor.Tensor;
import tapline.train.Normalization;

/// The best linear function of the last samples of all channels, by least squares: a causal convolution with one
/// layer.
///
/// It sees each channel with mean 0 and standard deviation 1, so that levels and units are of no matter.
///
/// @param scale of the channels
/// @param channel that is forecast
/// @param weight float32, `[1, channels, taps]`
/// @param bias float32, `[1]`
record LinearAutoregression(Normalization scale, int channel, Tensor weight, Tensor bias) implements Baseline {
    /// The equations take memory with the square of their number, and time with the square, too.
    static final int MOST_UNKNOWNS = 512;

    /// Of the mean square of an input: keeps the equations solvable where inputs are constant or copies of others.
    private static final double RIDGE = 1e-6;

    /// Solves the normal equations over samples `from` to `to` (exclusive), in double.
    ///
    /// @param series float32, `[channels, samples]`. *Not modified*
    /// @param wanted how many samples of each channel it sees; fewer where that would be more than
    ///     [#MOST_UNKNOWNS] together
    /// @param channel that is forecast, `horizon` samples ahead
    static LinearAutoregression fit(Tensor series, int from, int to, int wanted, int channel, int horizon) {
        int channels = series.size(0);
        int samples = series.size(1);
        int taps = Math.min(wanted, (MOST_UNKNOWNS - 1) / channels);
        Normalization scale = Normalization.fit(series, from, to);
        float[] values = scale.apply(series).floats();
        NormalEquations equations = new NormalEquations(channels * taps + 1);
        double[] inputs = new double[channels * taps + 1];
        inputs[channels * taps] = 1;
        for (int newest = from + taps - 1; newest + horizon < to; newest++) {
            for (int c = 0; c < channels; c++) {
                for (int tap = 0; tap < taps; tap++) {
                    inputs[c * taps + tap] = values[c * samples + newest - taps + 1 + tap];
                }
            }
            equations.add(inputs, values[channel * samples + newest + horizon]);
        }
        Tensor solution = Tensor.of(equations.solve(RIDGE)).to(DType.FLOAT32);
        int count = channels * taps;
        return new LinearAutoregression(
                scale,
                channel,
                solution.slice(0, 0, count).reshape(1, channels, taps),
                solution.slice(0, count, count + 1));
    }

    @Override
    public String name() {
        return "linear, " + weight.size(2) + " taps";
    }

    @Override
    public Tensor forecast(Tensor series) {
        ConvOptions causal = ConvOptions.DEFAULT.padding(Padding.causal(CausalAlignment.FIRST_OF_STRIDE));
        Tensor scaled = Functional.conv1d(scale.apply(series), weight, bias, causal);
        return scale.channel(channel).invert(scaled);
    }
}
