package tapline.stream;

import java.util.List;
import java.util.Optional;
import tapline.shape.ConvGeometry;
import tapline.shape.ConvTransposeGeometry;
import tapline.shape.PoolOptions;
import tapline.shape.ShapeException;

/// How a network, or a part of it, is computed on a live signal: its weights, packed, and its geometry, but
/// nothing of a signal. [#start] makes a [Stream], which has that.
///
/// Plans are made from the input to the output and put together: [#then], [#sum], [#product], [#concatenation].
/// Immutable and thread-safe: one plan serves any number of streams.
public abstract class StreamPlan {
    private static final int OPEN = -1;

    private final int inChannels;
    private final int outChannels;

    /// 0 until somebody asks; threads that ask at the same time find the same.
    private volatile long fingerprint;

    StreamPlan(int inChannels, int outChannels) {
        this.inChannels = inChannels;
        this.outChannels = outChannels;
    }

    // ---- making ----

    /// A convolution. Zeros or the end samples (`replicate`) may stand on its padding; padding on the right is
    /// looked at as the future: it delays the output, and the last outputs come when the stream is finished.
    ///
    /// @param w `[outChannels, inChannels / groups, kernelSize]`. *Not modified*, copied
    /// @param bias `[outChannels]`, or null for none. *Not modified*, copied
    /// @throws ShapeException if the padding repeats samples that a stream doesn't have (`reflect`, `circular`), or
    ///     an array is longer or shorter
    public static StreamPlan conv(ConvGeometry geometry, float[] w, float[] bias) {
        checkLengths(
                w,
                (long) geometry.outChannels() * geometry.groupInChannels() * geometry.kernelSize(),
                bias,
                geometry.outChannels());
        return PointwisePlan.of(geometry, w, bias);
    }

    /// A transposed convolution.
    ///
    /// @param w `[inChannels, outChannels / groups, kernelSize]`. *Not modified*, copied
    /// @param bias `[outChannels]`, or null for none. *Not modified*, copied
    /// @throws ShapeException if an array is longer or shorter
    public static StreamPlan convTranspose(ConvTransposeGeometry geometry, float[] w, float[] bias) {
        checkLengths(
                w,
                (long) geometry.inChannels() * geometry.groupOutChannels() * geometry.kernelSize(),
                bias,
                geometry.outChannels());
        return new ConvTransposePlan(geometry, w, bias);
    }

    private static void checkLengths(float[] w, long weights, float[] bias, int outChannels) {
        if (w.length != weights) {
            throw new ShapeException("expected " + weights + " weights, but got " + w.length);
        }
        if (bias != null && bias.length != outChannels) {
            throw new ShapeException("expected a bias of " + outChannels + " channels, but got " + bias.length);
        }
    }

    /// Where a network begins that says itself how many channels it takes.
    public static StreamPlan input() {
        return new ChainPlan(OPEN, List.of());
    }

    /// The signal as it is.
    public static StreamPlan identity(int channels) {
        return new ChainPlan(channels, List.of());
    }

    /// A function of each frame.
    ///
    /// @param name what it is, such as `ReLU`: streams with other functions are not exchanged for this one
    /// @param parameters the numbers in it, for the same reason. *Not modified*, copied
    public static StreamPlan function(int channels, String name, FrameFunction function, float... parameters) {
        return new FunctionPlan(channels, name, parameters.clone(), function);
    }

    /// The largest sample of each window, of each channel.
    ///
    /// @throws ShapeException if a number is out of its range
    public static StreamPlan maxPool(int channels, PoolOptions options) {
        return new PoolPlan(channels, options, true);
    }

    /// The mean of each window, of each channel.
    ///
    /// @throws ShapeException if a number is out of its range
    public static StreamPlan averagePool(int channels, PoolOptions options) {
        return new PoolPlan(channels, options, false);
    }

    /// Every frame `factor` times.
    public static StreamPlan upsample(int channels, int factor) {
        return new UpsamplePlan(channels, factor);
    }

    /// Channels `from` to `to` (exclusive) alone.
    public static StreamPlan select(int inChannels, int from, int to) {
        return new SelectPlan(inChannels, from, to);
    }

    /// The sum of what all parts make of the same signal, added in order.
    ///
    /// @throws ShapeException if they differ in channels or in frames out per frame in
    public static StreamPlan sum(List<StreamPlan> parts) {
        return new BranchPlan(BranchPlan.Join.SUM, parts);
    }

    /// The product of what all parts make of the same signal, multiplied in order.
    ///
    /// @throws ShapeException if they differ in channels or in frames out per frame in
    public static StreamPlan product(List<StreamPlan> parts) {
        return new BranchPlan(BranchPlan.Join.PRODUCT, parts);
    }

    /// The channels of all that the parts make of the same signal, in order.
    ///
    /// @throws ShapeException if they differ in frames out per frame in
    public static StreamPlan concatenation(List<StreamPlan> parts) {
        return new BranchPlan(BranchPlan.Join.CONCATENATION, parts);
    }

    /// This, and then another.
    ///
    /// @throws ShapeException if that takes other channels than this gives
    public final StreamPlan then(StreamPlan next) {
        return ChainPlan.of(this, next);
    }

    /// This without its last `frames` frames. Where they are the results of padding, they are not computed, and
    /// nothing waits for them.
    ///
    /// @throws ShapeException if the number is negative
    public final StreamPlan cutRight(int frames) {
        if (frames < 0) {
            throw new ShapeException("expected at least 0 frames to cut, but got " + frames);
        }
        return frames == 0 ? this : cut(frames);
    }

    /// A stream of its own for one signal.
    public final Stream start() {
        return new Stream(this);
    }

    // ---- what it is like ----

    /// Channels of a frame that goes in.
    ///
    /// @throws ShapeException if nothing has said it yet
    public final int inChannels() {
        checkChannels();
        return inChannels;
    }

    /// Channels of a frame that comes out.
    ///
    /// @throws ShapeException if nothing has said it yet
    public final int outChannels() {
        checkChannels();
        return outChannels;
    }

    /// Whether this is a beginning that leaves the channels to what comes next.
    final boolean isOpen() {
        return inChannels == OPEN;
    }

    private void checkChannels() {
        if (isOpen()) {
            throw new ShapeException("how many channels go in is not known: expected a layer that says it, such as "
                    + "a convolution, to come first, or StreamPlan.identity(channels)");
        }
    }

    /// How many input frames an output frame sees at most, padding included.
    public final long receptiveField() {
        long most = 0;
        for (long out = 0; out < period(); out++) {
            most = Math.max(most, lastInput(out) - firstInput(out) + 1);
        }
        return most;
    }

    /// How many input frames after its own an output frame waits for: output frame `l` belongs to input frame
    /// `l * inputs / outputs`, where so many outputs come of so many inputs.
    public final long latency() {
        Rate rate = rate();
        // The first frames, which see padding, may come earlier or later than the pattern that repeats behind them.
        long first = receptiveField() * rate.outputs() / rate.inputs() + 1;
        long most = 0;
        for (long out = 0; out < first + 2 * period(); out++) {
            most = Math.max(most, waitsFor(out) - out * rate.inputs() / rate.outputs());
        }
        return most;
    }

    /// How many input frames there are for each output frame: the product of all strides.
    public final double stride() {
        return (double) rate().inputs() / rate().outputs();
    }

    /// Whether each frame gives one at once, from the first to the last.
    public final boolean answersAtOnce() {
        return rate().equals(Rate.SAME) && maxFrames(1) == 1 && latency() == 0;
    }

    /// How many output frames come in a [#cycle].
    private long period() {
        return Math.max(1, cycle() / rate().inputs() * rate().outputs());
    }

    /// What tells this plan from others, its numbers included.
    final long fingerprint() {
        if (fingerprint == 0) {
            fingerprint = Fingerprint.of(this);
        }
        return fingerprint;
    }

    // ---- what parts implement ----

    /// Frames out for frames in.
    abstract Rate rate();

    /// After so many input frames, or a divisor of that, the output repeats its pattern in time.
    abstract long cycle();

    /// The first input frame that output frame `out` sees; below 0 in the padding.
    abstract long firstInput(long out);

    /// The last input frame that output frame `out` sees.
    abstract long lastInput(long out);

    /// The input frame with which output frame `out` comes.
    abstract long waitsFor(long out);

    /// How many frames have come out when `received` went in.
    abstract long emitted(long received);

    /// How many frames come out of a signal of `received` frames in all.
    ///
    /// @throws ShapeException if branches give different numbers
    abstract long total(long received);

    /// The most frames that one push of `frames` frames gives.
    abstract int maxFrames(int frames);

    /// The most frames that the end of a signal gives.
    abstract int maxTail();

    /// Floats that all parts need beside their states, one after the other.
    abstract int workspace();

    /// The first of the neighbouring channels that this gives as they are, if that is all that it does; else -1.
    int selected() {
        return -1;
    }

    /// A state at the beginning of a signal.
    ///
    /// @param frames the most that are pushed at once
    /// @param workspace of at least [#workspace] floats. *Kept*
    abstract StreamState state(int frames, float[] workspace);

    /// States of a block of signals at their beginnings that are stepped together, where that is known: each frame
    /// gives one frame at once.
    ///
    /// @param workspace of at least [#workspace] floats. *Kept*
    Optional<SlotState> slots(float[] workspace) {
        return Optional.empty();
    }

    /// Says what the plan computes, and with which numbers.
    abstract void describe(Fingerprint fingerprint);

    /// This without its last frames, at least one.
    StreamPlan cut(int frames) {
        return then(new CutPlan(outChannels, frames));
    }
}
