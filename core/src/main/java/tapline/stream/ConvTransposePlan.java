package tapline.stream;

import java.util.List;
import tapline.kernel.StepConv;
import tapline.kernel.TransposedPhase;
import tapline.shape.ConvTransposeGeometry;

/// A transposed convolution: `stride` plain ones over the same history, each of which gives every `stride`-th
/// output frame.
///
/// With `u = t + padding`, output frame `t` comes with input frame `floor(u / stride)`, the last that it sees
/// or that one before it sees. Where the kernel is shorter than the stride, the last frames of a signal are not
/// output, so that as many are held back.
final class ConvTransposePlan extends StreamPlan {
    private final ConvTransposeGeometry geometry;
    private final float[] w;
    private final float[] bias;
    private final int window;
    private final int stride;
    private final int held;
    private final int ringFrames;
    private final Phase[] phases;

    /// One residue of `u` by the stride.
    ///
    /// @param conv its plain convolution, or null if no tap meets an input
    /// @param start from input `floor(u / stride)` to the first one of the window
    private record Phase(StepConv conv, int start) {}

    ConvTransposePlan(ConvTransposeGeometry geometry, float[] w, float[] bias) {
        super(geometry.inChannels(), geometry.outChannels());
        this.geometry = geometry;
        this.w = w.clone();
        this.bias = bias == null ? null : bias.clone();
        stride = geometry.stride();
        window = (geometry.kernelSize() - 1) * geometry.dilation() + 1;
        held = Math.max(0, geometry.padding() + stride - window - geometry.outputPadding());

        ConvTransposeGeometry untrimmed = new ConvTransposeGeometry(
                inChannels(),
                outChannels(),
                geometry.kernelSize(),
                stride,
                0,
                0,
                geometry.dilation(),
                geometry.groups());
        // Two input samples have at least `stride` output samples, and so all phases.
        List<TransposedPhase> residues = TransposedPhase.of(untrimmed, untrimmed.outputLength(2));
        int reach = residues.stream().mapToInt(ConvTransposePlan::reach).max().orElseThrow();
        ringFrames = reach + 1 + held / stride + 1 + StepConv.BLOCK;
        phases = residues.stream().map(residue -> phase(untrimmed, residue)).toArray(Phase[]::new);
    }

    private static int reach(TransposedPhase residue) {
        return residue.taps() == 0 ? 0 : residue.geometry().padLeft();
    }

    private Phase phase(ConvTransposeGeometry untrimmed, TransposedPhase residue) {
        if (residue.taps() == 0) {
            return new Phase(null, 0);
        }
        float[] weights = residue.weights(untrimmed, w);
        return new Phase(new StepConv(residue.geometry(), weights, bias, inChannels() + 1), -reach(residue));
    }

    @Override
    Rate rate() {
        return new Rate(stride, 1);
    }

    @Override
    long cycle() {
        return 1;
    }

    @Override
    long firstInput(long out) {
        return Math.ceilDiv(out + geometry.padding() - window + 1, stride);
    }

    @Override
    long lastInput(long out) {
        return Math.floorDiv(out + geometry.padding(), stride);
    }

    @Override
    long waitsFor(long out) {
        return Math.max(0, Math.floorDiv(out + geometry.padding() + held, stride));
    }

    @Override
    long emitted(long received) {
        return Math.max(0, received * stride - geometry.padding() - held);
    }

    @Override
    long total(long received) {
        long untrimmed = (received - 1) * stride + window + geometry.outputPadding();
        return received == 0 ? 0 : Math.max(0, untrimmed - 2L * geometry.padding());
    }

    @Override
    int maxFrames(int frames) {
        return Math.multiplyExact(frames, stride);
    }

    @Override
    int maxTail() {
        return Math.max(0, window + geometry.outputPadding() - stride - geometry.padding() + held);
    }

    @Override
    int workspace() {
        int most = 0;
        for (Phase phase : phases) {
            most = Math.max(most, phase.conv == null ? 0 : phase.conv.workspace());
        }
        return most;
    }

    @Override
    StreamState state(int frames, float[] workspace) {
        return new State(workspace);
    }

    @Override
    void describe(Fingerprint fingerprint) {
        fingerprint
                .text("ConvTranspose1d")
                .ints(inChannels(), outChannels(), geometry.kernelSize(), stride, geometry.padding())
                .ints(geometry.outputPadding(), geometry.dilation(), geometry.groups())
                .floats(w)
                .floats(bias);
    }

    /// The input frames that the next outputs see.
    private final class State extends StreamState {
        private final float[] workspace;
        private final Ring ring = new Ring(inChannels(), inChannels() + 1, ringFrames);
        private long received;
        private long next;

        State(float[] workspace) {
            this.workspace = workspace;
        }

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
            long total = total(received);
            int count = emit(Math.min(total, received * stride - geometry.padding()), out, to, outStep);
            for (long written = received; next < total; written += StepConv.BLOCK) {
                ring.extend(written, StepConv.BLOCK, false);
                long end = (written + StepConv.BLOCK) * stride - geometry.padding();
                count += emit(Math.min(total, end), out, to + count * outStep, outStep);
            }
            return count;
        }

        /// Gives the frames up to `end`.
        private int emit(long end, float[] out, int to, int outStep) {
            long first = next + geometry.padding();
            long last = end + geometry.padding();
            for (int residue = 0; residue < stride && next < end; residue++) {
                long from = Math.ceilDiv(first - residue, stride);
                int count = (int) (Math.ceilDiv(last - residue, stride) - from);
                int at = to + (int) (from * stride + residue - first) * outStep;
                if (count > 0) {
                    compute(phases[residue], from, count, out, at, stride * outStep);
                }
            }
            int count = (int) Math.max(0, end - next);
            next += count;
            return count;
        }

        private void compute(Phase phase, long from, int count, float[] out, int to, int step) {
            if (phase.conv != null) {
                int base = ring.index(from + phase.start);
                phase.conv.run(ring.data(), base, ring.pitch(), count, out, to, step, workspace);
                return;
            }
            for (int f = 0; f < count; f++) {
                for (int c = 0; c < outChannels(); c++) {
                    out[to + f * step + c] = bias == null ? 0 : bias[c];
                }
            }
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
