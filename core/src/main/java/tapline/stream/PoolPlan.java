package tapline.stream;

import tapline.kernel.Pools;
import tapline.kernel.StepConv;
import tapline.shape.PoolOptions;
import tapline.shape.ShapeException;

/// The largest sample or the mean of each window. A window comes with its last sample; those that reach behind the
/// end, into the padding, when the signal is finished.
final class PoolPlan extends StreamPlan {
    private final PoolOptions options;
    private final boolean isMax;
    private final int window;
    private final int ringFrames;

    PoolPlan(int channels, PoolOptions options, boolean isMax) {
        super(channels, channels);
        boolean isInRange = options.kernelSize() > 0
                && options.stride() > 0
                && options.dilation() > 0
                && options.padding() >= 0
                && options.padding() <= options.kernelSize() / 2;
        if (!isInRange || !isMax && options.dilation() > 1) {
            throw new ShapeException(
                    "expected a pool with kernel size, stride and dilation of at least 1, a padding of "
                            + "at most half the kernel size, and no dilation for a mean, but got " + options);
        }
        this.options = options;
        this.isMax = isMax;
        window = Math.addExact(Math.multiplyExact(options.dilation(), options.kernelSize() - 1), 1);
        ringFrames = Math.addExact(window, StepConv.BLOCK);
    }

    @Override
    Rate rate() {
        return Rate.of(1, options.stride());
    }

    @Override
    long cycle() {
        return options.stride();
    }

    @Override
    long firstInput(long out) {
        return out * options.stride() - options.padding();
    }

    @Override
    long lastInput(long out) {
        return firstInput(out) + window - 1;
    }

    @Override
    long waitsFor(long out) {
        return Math.max(0, lastInput(out));
    }

    @Override
    long emitted(long received) {
        long room = received + options.padding() - window;
        return room < 0 ? 0 : room / options.stride() + 1;
    }

    @Override
    long total(long received) {
        return received == 0 ? 0 : Math.max(0, options.outputLength(received));
    }

    @Override
    int maxFrames(int frames) {
        return Math.ceilDiv(frames, options.stride());
    }

    /// Windows that begin before the end, one of them incomplete if that is wanted.
    @Override
    int maxTail() {
        return options.padding() / options.stride() + 2;
    }

    @Override
    int workspace() {
        return 0;
    }

    @Override
    StreamState state(int frames, float[] workspace) {
        return new State();
    }

    @Override
    void describe(Fingerprint fingerprint) {
        fingerprint
                .text(isMax ? "MaxPool1d" : "AvgPool1d")
                .ints(inChannels(), options.kernelSize(), options.stride(), options.padding(), options.dilation())
                .ints(options.ceilMode() ? 1 : 0, options.countIncludePad() ? 1 : 0);
    }

    /// The frames that the next windows see.
    private final class State extends StreamState {
        private final Ring ring = new Ring(inChannels(), inChannels(), ringFrames);
        private long received;
        private long next;

        @Override
        int push(float[] in, int at, int inStep, int frames, float[] out, int to, int outStep) {
            int count = 0;
            for (int done = 0; done < frames; done += StepConv.BLOCK) {
                int part = Math.min(StepConv.BLOCK, frames - done);
                ring.write(received, in, at + done * inStep, inStep, part);
                received += part;
                count += emit(emitted(received), out, to + count * outStep, outStep);
            }
            return count;
        }

        @Override
        int finish(float[] out, int to, int outStep) {
            return emit(total(received), out, to, outStep);
        }

        /// Gives the frames up to `end`, for a signal that ends here.
        private int emit(long end, float[] out, int to, int outStep) {
            int count = (int) (end - next);
            for (int f = 0; f < count; f++, next++) {
                long start = firstInput(next);
                long last = Math.min(start + window, received + options.padding());
                long skipped = start < 0 ? Math.ceilDiv(-start, (long) options.dilation()) : 0;
                long from = Math.min(start + skipped * options.dilation(), received);
                int samples = (int) Math.max(0, Math.min(last, received) - from);
                int divisor = options.countIncludePad() ? (int) (last - start) : samples;
                int at = ring.index(from);
                for (int c = 0; c < inChannels(); c++, at++) {
                    out[to + f * outStep + c] = isMax ? max(at, samples) : mean(at, samples, divisor);
                }
            }
            return count;
        }

        private float max(int at, int samples) {
            int step = ring.pitch();
            return Pools.maximum(ring.data(), at, at + samples * step, options.dilation() * step);
        }

        private float mean(int at, int samples, int divisor) {
            return (float) Pools.mean(ring.data(), at, at + samples * ring.pitch(), ring.pitch(), divisor);
        }

        @Override
        void reset() {
            ring.clear();
            resume(0);
        }

        @Override
        void transfer(StateTransfer transfer) {
            ring.transfer(transfer);
        }

        @Override
        void resume(long received) {
            this.received = received;
            next = emitted(received);
        }
    }
}
