package tapline.stream;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// A network on one live signal: takes frames as they come, in pieces of any length, and gives those that are
/// complete.
///
/// All outputs together, [#finish]'s included, are the batch's result for the whole signal, in every bit,
/// however it was cut. Frames are interleaved, `[frame][channel]`. The network's weights are those that it had
/// when the stream was made.
///
/// ```java
/// Stream live = net.stream();
/// int frames = live.push(in, 0, n, out, 0);      // and so on
/// int rest = live.finish(out, 0);                // where there is an end
/// ```
///
/// A stream is for one thread at a time, and refuses a second one; different streams of one network are
/// independent. Nothing is allocated once a stream is made.
public final class Stream {
    /// Frames that are taken at once; the buffers between layers are made for these.
    static final int CHUNK = 64;

    private static final VarHandle BUSY;

    static {
        try {
            BUSY = MethodHandles.lookup().findVarHandle(Stream.class, "busy", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final StreamPlan plan;
    private final int inChannels;
    private final int outChannels;
    private final long mostOfOne;

    /// Whether each frame of one sample gives one at once, from the first on; null until somebody asks.
    private Boolean isSampleBySample;

    private final float[] sample = new float[1];
    private final float[] result = new float[1];
    private StreamState state;
    private long received;
    private boolean finished;

    /// Whether a thread is in here.
    private boolean busy;

    Stream(StreamPlan plan) {
        this.plan = plan;
        inChannels = plan.inChannels();
        outChannels = plan.outChannels();
        mostOfOne = (long) plan.maxFrames(1) * outChannels;
        state = newState();
    }

    private StreamState newState() {
        return plan.state(CHUNK, new float[plan.workspace()]);
    }

    /// Takes frames, and gives those that are complete now.
    ///
    /// @param in interleaved frames. *Not modified*
    /// @param inOffset where the first begins
    /// @param frames how many, at least 0
    /// @param out *Modified* from `outOffset`; it has room for what comes out, which is at most [#maxFrames],
    ///     and it does not overlap with what goes in
    /// @param outOffset where the first frame goes
    /// @return how many frames came out
    /// @throws IndexOutOfBoundsException if an array is too short; nothing has been done then
    /// @throws IllegalStateException if the stream is finished, or another thread is using it
    public int push(float[] in, int inOffset, int frames, float[] out, int outOffset) {
        enter();
        try {
            checkInput(in, inOffset, frames);
            checkRoom(frames, out, outOffset);
            int count = 0;
            for (int done = 0; done < frames; done += CHUNK) {
                int part = Math.min(CHUNK, frames - done);
                count += state.push(
                        in,
                        inOffset + done * inChannels,
                        inChannels,
                        part,
                        out,
                        outOffset + count * outChannels,
                        outChannels);
            }
            received += frames;
            return count;
        } finally {
            leave();
        }
    }

    /// Takes one sample and gives one, where a network has one channel and gives a sample at once for each.
    ///
    /// @throws IllegalStateException if the network is not of that kind, if the stream is finished, or if
    ///     another thread is using it
    public float push(float value) {
        enter();
        try {
            checkOpen();
            if (isSampleBySample == null) {
                isSampleBySample = inChannels == 1 && outChannels == 1 && plan.answersAtOnce();
            }
            if (!isSampleBySample) {
                throw new IllegalStateException("a sample at a time is for one channel that goes in and out without "
                        + "latency, but there are " + inChannels + " and " + outChannels + " and a latency of "
                        + plan.latency() + ": expected push of arrays");
            }
            sample[0] = value;
            state.push(sample, 0, 1, 1, result, 0, 1);
            received++;
            return result[0];
        } finally {
            leave();
        }
    }

    /// Takes frames of the signal's history, and drops what comes out.
    ///
    /// @param in interleaved frames. *Not modified*
    /// @param inOffset where the first begins
    /// @param frames how many, at least 0
    /// @throws IndexOutOfBoundsException if the array is too short; nothing has been done then
    /// @throws IllegalStateException if the stream is finished, or another thread is using it
    public void prime(float[] in, int inOffset, int frames) {
        enter();
        try {
            checkInput(in, inOffset, frames);
            float[] dropped = new float[Math.multiplyExact(plan.maxFrames(CHUNK), outChannels)];
            for (int done = 0; done < frames; done += CHUNK) {
                int part = Math.min(CHUNK, frames - done);
                state.push(in, inOffset + done * inChannels, inChannels, part, dropped, 0, outChannels);
            }
            received += frames;
        } finally {
            leave();
        }
    }

    /// Ends the signal, and gives what is left of the output: what padding on the right makes.
    ///
    /// A signal without a frame gives nothing, and neither does one that a batch would refuse as too short.
    ///
    /// @param out *Modified* from `outOffset`; it has room for what comes out, which is at most [#maxTail]
    /// @return how many frames came out
    /// @throws IndexOutOfBoundsException if the array is too short; nothing has been done then
    /// @throws IllegalStateException if the stream is finished, or another thread is using it
    /// @throws tapline.shape.ShapeException if branches of the network give different numbers of frames for a
    ///     signal of this length
    public int finish(float[] out, int outOffset) {
        enter();
        try {
            checkOpen();
            long tail = plan.total(received) - plan.emitted(received);
            checkRoom(tail, out, outOffset);
            finished = true;
            return state.finish(out, outOffset, outChannels);
        } finally {
            leave();
        }
    }

    /// Forgets the signal: the stream is as new.
    public void reset() {
        enter();
        try {
            state.reset();
            received = 0;
            finished = false;
        } finally {
            leave();
        }
    }

    /// Another stream that goes on from here on its own.
    public Stream copy() {
        Stream copy = new Stream(plan);
        copy.restore(snapshot());
        return copy;
    }

    /// What the stream remembers, for [#restore]: the last frames, not the weights.
    public byte[] snapshot() {
        enter();
        try {
            return Snapshot.of(plan, state, received, finished);
        } finally {
            leave();
        }
    }

    /// Goes on where a stream of the same network was when its snapshot was made.
    ///
    /// @param bytes of [#snapshot]. *Not modified*
    /// @throws IllegalArgumentException if it is of another network or other weights, or is damaged; the stream
    ///     is as before then
    public void restore(byte[] bytes) {
        enter();
        try {
            StreamState restored = newState();
            Snapshot snapshot = Snapshot.read(bytes, plan, restored);
            state = restored;
            received = snapshot.received();
            finished = snapshot.finished();
        } finally {
            leave();
        }
    }

    /// Channels of a frame that goes in.
    public int inChannels() {
        return inChannels;
    }

    /// Channels of a frame that comes out.
    public int outChannels() {
        return outChannels;
    }

    /// The most frames that come out when `frames` go in.
    public int maxFrames(int frames) {
        return plan.maxFrames(frames);
    }

    /// The most frames that [#finish] gives.
    public int maxTail() {
        return plan.maxTail();
    }

    /// How many input frames after its own an output frame waits for; [StreamPlan#latency].
    public long latency() {
        return plan.latency();
    }

    /// How many input frames an output frame sees at most, padding included.
    public long receptiveField() {
        return plan.receptiveField();
    }

    private void enter() {
        if (!BUSY.compareAndSet(this, false, true)) {
            throw new IllegalStateException("another thread is using this stream: expected a stream for each thread");
        }
    }

    private void leave() {
        BUSY.setRelease(this, false);
    }

    private void checkOpen() {
        if (finished) {
            throw new IllegalStateException("this stream is finished: expected reset() first");
        }
    }

    private void checkInput(float[] in, int offset, int frames) {
        checkOpen();
        if (frames < 0 || offset < 0 || (long) frames * inChannels > in.length - offset) {
            throw new IndexOutOfBoundsException("expected " + frames + " frames of " + inChannels + " channels from "
                    + offset + " on, but got an array of " + in.length);
        }
    }

    private void checkRoom(int frames, float[] out, int offset) {
        if (offset < 0 || frames * mostOfOne > out.length - offset) {
            checkRoom(plan.emitted(received + frames) - plan.emitted(received), out, offset);
        }
    }

    private void checkRoom(long frames, float[] out, int offset) {
        if (offset < 0 || frames * outChannels > out.length - offset) {
            throw new IndexOutOfBoundsException(frames + " frames of " + outChannels + " channels come out: expected "
                    + "room for them from " + offset + " on, but got an array of " + out.length);
        }
    }
}
