package tapline.stream;

import java.util.Arrays;

/// All frames but the last ones: each waits until as many as are cut have come after it.
final class CutPlan extends StreamPlan {
    private final int frames;

    CutPlan(int channels, int frames) {
        super(channels, channels);
        this.frames = frames;
    }

    @Override
    Rate rate() {
        return Rate.SAME;
    }

    @Override
    long cycle() {
        return 1;
    }

    @Override
    long firstInput(long out) {
        return out;
    }

    @Override
    long lastInput(long out) {
        return out;
    }

    @Override
    long waitsFor(long out) {
        return out + frames;
    }

    @Override
    long emitted(long received) {
        return Math.max(0, received - frames);
    }

    @Override
    long total(long received) {
        return emitted(received);
    }

    @Override
    int maxFrames(int frames) {
        return frames;
    }

    @Override
    int maxTail() {
        return 0;
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
        fingerprint.text("cut").ints(inChannels(), frames);
    }

    @Override
    StreamPlan cut(int more) {
        return new CutPlan(inChannels(), Math.addExact(frames, more));
    }

    /// The frames that wait, the oldest at `received % frames`.
    private final class State extends StreamState {
        private final float[] waiting = new float[Math.multiplyExact(frames, inChannels())];
        private long received;

        @Override
        int push(float[] in, int at, int inStep, int count, float[] out, int to, int outStep) {
            int channels = inChannels();
            int given = 0;
            for (int f = 0; f < count; f++, received++) {
                int slot = (int) (received % frames) * channels;
                if (received >= frames) {
                    System.arraycopy(waiting, slot, out, to + given * outStep, channels);
                    given++;
                }
                System.arraycopy(in, at + f * inStep, waiting, slot, channels);
            }
            return given;
        }

        @Override
        int finish(float[] out, int to, int outStep) {
            return 0;
        }

        @Override
        void reset() {
            Arrays.fill(waiting, 0);
            received = 0;
        }

        @Override
        void transfer(StateTransfer transfer) {
            transfer.floats(waiting, 0, waiting.length);
        }

        @Override
        void resume(long received) {
            this.received = received;
        }
    }
}
