package tapline.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tapline.RandomCases;
import tapline.shape.ConvGeometry;
import tapline.shape.PaddingMode;

/// Every kernel that steps gives the bits of the contract, frame by frame and in blocks, and writes nothing else.
class StepKernelParityTest {
    private static final float GARBAGE = Float.intBitsToFloat(0x7FA5A5A5);
    private static final int MOST_FRAMES = 70;
    private static final int MOST_AT_ONCE = 40;

    static StepKernel[] kernels() {
        return new StepKernel[] {new ScalarStepKernel(), new VectorStepKernel()};
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void framesHaveTheContractsBits(StepKernel kernel) {
        RandomCases.forEach(800, random -> check(kernel, random, geometry(random)));
    }

    /// From one channel to several vectors, from one term to several runs of them.
    private static ConvGeometry geometry(SplittableRandom random) {
        int groups = random.nextInt(3) == 0 ? random.nextInt(1, 5) : 1;
        int[] most = {2, 5, 10, 18, 36, 70, 140};
        int outs = random.nextInt(1, most[random.nextInt(most.length)]);
        int ins = random.nextInt(1, random.nextBoolean() ? 4 : 24);
        if (random.nextInt(6) == 0) {
            // Depthwise.
            groups = outs;
            outs = 1;
            ins = 1;
        }
        int kernelSize = random.nextInt(1, random.nextBoolean() ? 6 : 60);
        int stride = random.nextInt(1, 4);
        int dilation = random.nextInt(1, 4);
        return new ConvGeometry(
                groups * ins, groups * outs, kernelSize, stride, dilation, groups, 0, 0, PaddingMode.ZEROS);
    }

    /// Windows that slide go back to the beginning of their array; single frames, most of the time, and blocks.
    @ParameterizedTest
    @MethodSource("kernels")
    void windowsSlideOn(StepKernel kernel) {
        RandomCases.forEach(40, random -> {
            int kernelSize = random.nextInt(2, 20);
            int groups = random.nextInt(1, 3);
            int ins = 192 / kernelSize + random.nextInt(1, 4);
            int outs = random.nextInt(5, 40);
            int stride = random.nextInt(1, 3);
            PaddingMode zeros = PaddingMode.ZEROS;
            check(
                    kernel,
                    random,
                    new ConvGeometry(groups * ins, groups * outs, kernelSize, stride, 1, groups, 0, 0, zeros),
                    random.nextInt(500, 700));
        });
    }

    /// No rows are kept of these.
    @ParameterizedTest
    @MethodSource("kernels")
    void longWindowsAreReadWhereTheyAre(StepKernel kernel) {
        RandomCases.forEach(40, random -> {
            int outs = random.nextInt(1, 40);
            int dilation = random.nextInt(90, 200);
            PaddingMode zeros = PaddingMode.ZEROS;
            check(kernel, random, new ConvGeometry(6, outs, 4, 1, dilation, 1, 0, 0, zeros), random.nextInt(1, 70));
        });
    }

    private static void check(StepKernel kernel, SplittableRandom random, ConvGeometry g) {
        check(kernel, random, g, random.nextInt(1, MOST_FRAMES));
    }

    private static void check(StepKernel kernel, SplittableRandom random, ConvGeometry g, int frames) {
        int length = (frames - 1) * g.stride() + g.receptiveField();
        float[] x = RandomCases.floats(random, g.inChannels() * length);
        float[] w = RandomCases.floats(random, g.outChannels() * g.terms());
        for (int i = 0; i < 3; i++) {
            w[random.nextInt(w.length)] = random.nextBoolean() ? -0f : 0f;
            x[random.nextInt(x.length)] = random.nextBoolean() ? -0f : Float.POSITIVE_INFINITY;
        }
        float[] bias = random.nextBoolean() ? RandomCases.floats(random, g.outChannels()) : null;
        if (bias != null) {
            bias[0] = -0f;
        }
        float[] expected = ReferenceConv.conv(g, 1, length, x, w, bias);

        int base = random.nextInt(5);
        boolean hasGap = StepConv.needsZero(g) || random.nextBoolean();
        int pitch = g.inChannels() + (hasGap ? 1 + random.nextInt(3) : 0);
        float[] history = garbage(base + length * pitch + StepConv.BLOCK);
        for (int i = 0; i < length; i++) {
            for (int c = 0; c < g.inChannels(); c++) {
                history[base + i * pitch + c] = x[c * length + i];
            }
            if (hasGap) {
                history[base + i * pitch + g.inChannels()] = 0;
            }
        }
        StepConv conv = new StepConv(g, w, bias, pitch);
        int gap = random.nextInt(4);
        int step = g.outChannels() + gap;
        float[] out = garbage(3 + frames * step);
        run(conv, kernel, random, g, history, base, pitch, frames, out, step);

        for (int i = 0; i < out.length; i++) {
            int frame = Math.floorDiv(i - 3, step);
            int channel = Math.floorMod(i - 3, step);
            boolean isWritten = frame >= 0 && channel < g.outChannels();
            float right = isWritten ? expected[channel * frames + frame] : GARBAGE;
            assertThat(Float.floatToIntBits(out[i]) == Float.floatToIntBits(right))
                    .as("frame %d, channel %d: %s instead of %s", frame, channel, out[i], right)
                    .isTrue();
        }
    }

    /// In pieces, single frames first of all, from any position on; sometimes from windows anywhere.
    private static void run(
            StepConv conv,
            StepKernel kernel,
            SplittableRandom random,
            ConvGeometry g,
            float[] history,
            int base,
            int pitch,
            int frames,
            float[] out,
            int step) {
        StepInputs inputs = conv.inputs(random.nextInt(10) == 0 ? 1 : MOST_AT_ONCE);
        float[] workspace = garbage(conv.workspace());
        long first = random.nextLong(-300, 300) + (random.nextInt(10) == 0 ? 1L << 40 : 0);
        int most = random.nextInt(3) == 0 ? MOST_AT_ONCE : 2;
        int apart = g.stride() * pitch;
        boolean isAnywhere = random.nextInt(5) == 0;
        int rare = random.nextBoolean() ? 20 : 1000;
        for (int done = 0; done < frames; ) {
            int count = Math.min(frames - done, random.nextInt(rare) == 0 ? MOST_AT_ONCE : random.nextInt(1, most + 1));
            int at = base + done * apart;
            int to = 3 + done * step;
            if (random.nextInt(2 * rare) == 0) {
                float[] other = garbage(history.length);
                float[] dropped = garbage(out.length);
                long position = first + (long) done * g.stride();
                for (int several : new int[] {1, Math.min(frames, StepConv.BLOCK)}) {
                    conv.run(kernel, inputs, position, other, 0, several, dropped, 0, step, workspace);
                }
                // What is kept of another history must not be seen again.
                inputs.forget();
            }
            if (isAnywhere) {
                conv.run(kernel, history, at, apart, count, out, to, step, workspace);
            } else {
                long position = first + (long) done * g.stride();
                conv.run(kernel, inputs, position, history, at, count, out, to, step, workspace);
            }
            done += count;
        }
    }

    private static float[] garbage(int count) {
        float[] values = new float[count];
        Arrays.fill(values, GARBAGE);
        return values;
    }
}
