package tapline.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import tapline.formats.Signal;
import tapline.nn.Module;
import tapline.onnx.OnnxModel;
import tapline.onnx.OnnxPort;
import tapline.shape.ShapeException;
import tapline.tensor.DType;
import tapline.tensor.GradMode;
import tapline.tensor.Tensor;

/// A network in a file of whatever kind.
///
/// @param forOneChannel whether it takes signals of one channel, and no others
/// @param dtype the element type that it takes
/// @param function what it does
record Network(boolean forOneChannel, DType dtype, UnaryOperator<Tensor> function) {
    private static final int SIGNAL_RANK = 3;

    /// @throws ShapeException if the model has several inputs, or isn't for signals
    static Network of(OnnxModel model) {
        if (model.inputs().size() != 1) {
            throw new ShapeException("expected a network of one input, but this one has " + model.inputs());
        }
        OnnxPort input = model.inputs().getFirst();
        int rank = input.sizes().map(List::size).orElse(SIGNAL_RANK);
        if (rank != SIGNAL_RANK) {
            throw new ShapeException(
                    "expected a network for signals (batch, channels, length), but its input is " + input);
        }
        boolean forOneChannel =
                input.sizes().isPresent() && input.sizes().get().get(1).equals("1");
        DType dtype = input.type().filter("tensor(double)"::equals).isPresent() ? DType.FLOAT64 : DType.FLOAT32;
        return new Network(forOneChannel, dtype, model::forward);
    }

    static Network of(Module net) {
        DType dtype = net.parameters().stream()
                .findFirst()
                .map(parameter -> parameter.tensor().dtype())
                .orElse(DType.FLOAT32);
        return new Network(NetworkInput.isOneChannel(net), dtype, input -> GradMode.noGrad(() -> net.forward(input)));
    }

    /// What it makes of an input, which is converted to its element type.
    Tensor forward(Tensor input) {
        return function.apply(input.to(dtype));
    }

    /// @param stride samples of the input from one of the result to the next
    record Result(Signal signal, double stride) {}

    /// A network for one channel is applied to each. The result's sample rate is that of the signal times the next
    /// whole ratio of their lengths: a network that cuts some samples off has the signal's.
    ///
    /// @throws ShapeException if the network isn't for such signals
    Result apply(Signal signal) {
        boolean each = signal.channels() > 1 && forOneChannel;
        Tensor samples = signal.samples();
        List<Tensor> outputs = new ArrayList<>();
        for (int channel = 0; channel < (each ? signal.channels() : 1); channel++) {
            Tensor one = each ? samples.slice(0, channel, channel + 1) : samples;
            outputs.add(forward(one.unsqueeze(0)).to(DType.FLOAT32));
        }
        return result(signal, outputs, each);
    }

    private static Result result(Signal signal, List<Tensor> outputs, boolean each) {
        boolean isSignal = outputs.getFirst().shape().rank() == SIGNAL_RANK;
        Tensor joined = Tensor.cat(
                outputs.stream().map(output -> channels(output, isSignal)).toList(), 0);
        int length = joined.size(1);
        if (!isSignal || length == 0 || signal.length() == 0) {
            return new Result(Signal.of(joined), 1);
        }
        double stride = signal.length() >= length
                ? Math.rint((double) signal.length() / length)
                : 1 / Math.rint((double) length / signal.length());
        Signal result = signal.sampleRate().isPresent()
                ? Signal.of(joined, signal.sampleRate().getAsDouble() / stride)
                : Signal.of(joined);
        boolean sameNames = each && joined.size(0) == signal.channels();
        return new Result(sameNames ? result.withChannelNames(signal.channelNames()) : result, stride);
    }

    /// An output as `[channels, length]`.
    private static Tensor channels(Tensor output, boolean isSignal) {
        if (!isSignal) {
            return output.reshape(-1, 1);
        }
        if (output.size(0) != 1) {
            throw new ShapeException("expected an output for a batch of 1, but got size "
                    + output.shape().toList());
        }
        return output.squeeze(0);
    }
}
