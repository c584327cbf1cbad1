package tapline.stream;

import java.util.Optional;
import tapline.kernel.StepConv;
import tapline.kernel.StepInputs;
import tapline.shape.ConvGeometry;
import tapline.shape.PaddingMode;
import tapline.shape.ShapeException;

/// A convolution. Output frame `l` comes with the last input frame of its window; where the right end is
/// cropped (negative padding), with the frame so much later, since only then it is known to be one of the
/// output.
///
/// Positions are counted from the first padding frame on.
final class ConvPlan extends StreamPlan {
    private final ConvGeometry geometry;
    private final float[] w;
    private final float[] bias;
    private final int window;
    private final int held;
    private final int ringFrames;
    private final int pitch;
    private final StepConv conv;

    ConvPlan(ConvGeometry geometry, float[] w, float[] bias) {
        super(geometry.inChannels(), geometry.outChannels());
        checkMode(geometry);
        this.geometry = geometry;
        this.w = w.clone();
        this.bias = bias == null ? null : bias.clone();
        window = geometry.receptiveField();
        held = Math.max(0, -geometry.padRight());
        ringFrames = Math.addExact(Math.addExact(window, held), StepConv.BLOCK);
        pitch = inChannels() + (StepConv.needsZero(geometry) ? 1 : 0);
        conv = new StepConv(geometry, w, bias, pitch);
    }

    private static void checkMode(ConvGeometry geometry) {
        PaddingMode mode = geometry.paddingMode();
        boolean isPadded = geometry.padLeft() > 0 || geometry.padRight() > 0;
        if (isPadded && mode != PaddingMode.ZEROS && mode != PaddingMode.REPLICATE) {
            String seen = mode == PaddingMode.REFLECT ? "later samples, mirrored" : "the last samples of the signal";
            throw new ShapeException("with padding_mode='" + mode + "' the first outputs see " + seen
                    + ", which a stream does not have yet: expected 'zeros' or 'replicate'");
        }
    }

    @Override
    Rate rate() {
        return Rate.of(1, geometry.stride());
    }

    @Override
    long cycle() {
        return geometry.stride();
    }

    @Override
    long firstInput(long out) {
        return out * geometry.stride() - geometry.padLeft();
    }

    @Override
    long lastInput(long out) {
        return firstInput(out) + window - 1;
    }

    @Override
    long waitsFor(long out) {
        return Math.max(0, lastInput(out) + held);
    }

    @Override
    long emitted(long received) {
        return received == 0 ? 0 : complete(received + geometry.padLeft() - held);
    }

    @Override
    long total(long received) {
        return received == 0 ? 0 : complete(received + geometry.padLeft() + geometry.padRight());
    }

    /// How many windows lie before position `end`.
    private long complete(long end) {
        if (end < window) {
            return 0;
        }
        return geometry.stride() == 1 ? end - window + 1 : (end - window) / geometry.stride() + 1;
    }

    @Override
    int maxFrames(int frames) {
        return Math.ceilDiv(Math.addExact(frames, Math.max(0, geometry.padLeft() - window + 1)), geometry.stride());
    }

    @Override
    int maxTail() {
        return Math.ceilDiv(Math.max(0, geometry.padRight()), geometry.stride());
    }

    @Override
    int workspace() {
        return conv.workspace();
    }

    @Override
    StreamState state(int frames, float[] workspace) {
        return new State(maxFrames(frames), workspace);
    }

    /// Where the convolution is causal, has no stride, and is padded with zeros.
    @Override
    Optional<SlotState> slots(float[] workspace) {
        boolean isCausal = geometry.padLeft() == window - 1 && geometry.padRight() == 0;
        boolean hasZeros = geometry.paddingMode() == PaddingMode.ZEROS || window == 1;
        return isCausal && hasZeros && geometry.stride() == 1
                ? Optional.of(new ConvSlots(this, conv, workspace))
                : Optional.empty();
    }

    ConvGeometry geometry() {
        return geometry;
    }

    Ring ring() {
        return new Ring(inChannels(), pitch, ringFrames);
    }

    @Override
    void describe(Fingerprint fingerprint) {
        describe(fingerprint, geometry, w, bias);
    }

    static void describe(Fingerprint fingerprint, ConvGeometry geometry, float[] w, float[] bias) {
        fingerprint
                .text("Conv1d")
                .ints(
                        geometry.inChannels(),
                        geometry.outChannels(),
                        geometry.kernelSize(),
                        geometry.stride(),
                        geometry.dilation())
                .ints(geometry.groups(), geometry.padLeft(), geometry.padRight())
                .text(geometry.paddingMode().toString())
                .floats(w)
                .floats(bias);
    }

    /// What is cut off need not be computed: the padding is shorter by as much, or the signal.
    @Override
    StreamPlan cut(int frames) {
        int cut = Math.multiplyExact(frames, geometry.stride());
        ConvGeometry shorter = new ConvGeometry(
                inChannels(),
                outChannels(),
                geometry.kernelSize(),
                geometry.stride(),
                geometry.dilation(),
                geometry.groups(),
                geometry.padLeft(),
                Math.subtractExact(geometry.padRight(), cut),
                geometry.paddingMode());
        return new ConvPlan(shorter, w, bias);
    }

    /// The frames that the next windows see.
    private final class State extends StreamState {
        private final float[] workspace;
        private final Ring ring = ring();
        private final StepInputs inputs;
        private final boolean repeats = geometry.paddingMode() == PaddingMode.REPLICATE;
        private long received;
        private long written = geometry.padLeft();
        private long next;

        State(int frames, float[] workspace) {
            this.workspace = workspace;
            inputs = conv.inputs(frames);
        }

        @Override
        int push(float[] in, int at, int inStep, int frames, float[] out, int to, int outStep) {
            int count = received == 0 && frames > 0 ? begin(in, at, out, to, outStep) : 0;
            received += frames;
            for (int done = 0; done < frames; done += StepConv.BLOCK) {
                int part = Math.min(StepConv.BLOCK, frames - done);
                ring.write(written, in, at + done * inStep, inStep, part);
                written += part;
                count += emit(out, to + count * outStep, outStep);
            }
            return count;
        }

        /// Windows in the left padding alone are computed before anything is written over it.
        private int begin(float[] in, int at, float[] out, int to, int outStep) {
            if (repeats && geometry.padLeft() > 0) {
                ring.fill(in, at);
            }
            int count = (int) complete(written - held);
            conv.run(ring.data(), 0, 0, count, out, to, outStep, workspace);
            next = count;
            return count;
        }

        private int emit(float[] out, int to, int outStep) {
            int count = (int) (complete(written - held) - next);
            if (count > 0) {
                long position = next * geometry.stride();
                int base = ring.index(position);
                conv.run(inputs, position, ring.data(), base, count, out, to, outStep, workspace);
                next += count;
            }
            return count;
        }

        @Override
        int finish(float[] out, int to, int outStep) {
            int count = 0;
            int padding = received == 0 ? 0 : Math.max(0, geometry.padRight());
            for (int done = 0; done < padding; done += StepConv.BLOCK) {
                int part = Math.min(StepConv.BLOCK, padding - done);
                ring.extend(written, part, repeats);
                written += part;
                count += emit(out, to + count * outStep, outStep);
            }
            return count;
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
            written = received + geometry.padLeft();
            next = emitted(received);
            inputs.forget();
        }
    }
}
