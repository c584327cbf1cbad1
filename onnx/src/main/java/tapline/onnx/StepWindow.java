package tapline.onnx;

import static tapline.onnx.GraphWriter.integer;

import java.util.List;
import java.util.stream.LongStream;
import tapline.onnx.LayerScope.Signal;
import tapline.tensor.Tensor;

/// What a layer sees of a signal that comes in steps: windows of frames, the first of which begins in the padding.
///
/// Frames are counted as they come. Those that a layer can't give yet when they are due are given later: a signal
/// has a delay then, and so many frames of no use before its own.
///
/// @param size frames from the first to the last of a window
/// @param stride frames from the beginning of a window to that of the next
/// @param padLeft frames of padding before the signal
record StepWindow(int size, int stride, int padLeft) {
    /// How many windows late the result is.
    int delay(Signal input) {
        int missing = Math.addExact(input.delay() - padLeft, Math.max(0, size - stride));
        return Math.max(0, Math.ceilDiv(missing, stride));
    }

    /// How many frames from steps before a step has to see.
    private int remembered(Signal input) {
        return Math.addExact(Math.multiplyExact(delay(input), stride), padLeft - input.delay());
    }

    /// The frames that the windows of one step lie in, one after the other without a rest.
    ///
    /// @param padding the value of the frames before the signal
    /// @throws IllegalArgumentException if a step has no whole number of strides
    String frames(Signal input, double padding, LayerScope scope) {
        int chunk = input.shape().size(2);
        if (chunk % stride != 0) {
            throw new IllegalArgumentException("expected a chunk that gives " + scope.label() + " a multiple of "
                    + stride + " frames, its stride, but it gets " + chunk);
        }
        int before = remembered(input);
        String frames = behind(input, before, scope);
        boolean hasOther = input.delay() > 0 || padding != 0;
        if (padLeft > 0 && hasOther) {
            frames = padded(frames, input, before, padding, scope);
        }
        int seen = chunk - stride + size;
        return before + chunk - seen < stride ? frames : scope.writer().slice(frames, 0, seen);
    }

    /// A signal whose delay is longer.
    static Signal delayed(Signal input, int delay, LayerScope scope) {
        String frames = behind(input, delay - input.delay(), scope);
        int chunk = input.shape().size(2);
        return new Signal(scope.writer().slice(frames, 0, chunk), input.example(), delay);
    }

    /// The signal behind the last frames of the steps before.
    private static String behind(Signal input, int frames, LayerScope scope) {
        if (frames == 0) {
            return input.name();
        }
        GraphWriter writer = scope.writer();
        int chunk = input.shape().size(2);
        int[] sizes = {1, input.shape().size(1), frames};
        String state = writer.state(scope.path() + "state", ElementType.FLOAT, sizes);
        String joined = writer.node("Concat", List.of(state, input.name()), integer("axis", 2));
        writer.setState(state, writer.slice(joined, chunk, chunk + (long) frames), ElementType.FLOAT, sizes);
        return joined;
    }

    /// Frames with the padding's value in all that came before the signal's own.
    ///
    /// @param before frames that are of steps before
    private static String padded(String frames, Signal input, int before, double padding, LayerScope scope) {
        GraphWriter writer = scope.writer();
        int chunk = input.shape().size(2);
        String came = writer.node("Mul", List.of(writer.steps(), writer.integers("chunk", chunk)));
        String first = writer.node("Sub", List.of(writer.integers("first", before + (long) input.delay()), came));
        long[] all = LongStream.range(0, before + (long) chunk).toArray();
        String isOwn = writer.node("GreaterOrEqual", List.of(writer.integers("positions", all), first));
        String value = writer.tensor("padding", Tensor.full(padding, input.dtype()));
        return writer.node("Where", List.of(isOwn, frames, value));
    }
}
