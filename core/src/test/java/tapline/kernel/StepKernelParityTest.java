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

    private static void check(StepKernel kernel, SplittableRandom random, ConvGeometry g) {
        int frames = random.nextInt(1, MOST_FRAMES);
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
        StepInputs inputs = conv.inputs();
        float[] workspace = garbage(conv.workspace());
        int gap = random.nextInt(4);
        int step = g.outChannels() + gap;
        float[] out = garbage(3 + frames * step);
        for (int done = 0; done < frames; ) {
            int count = random.nextInt(1, Math.min(MOST_AT_ONCE, frames - done) + 1);
            int apart = g.stride() * pitch;
            if (random.nextInt(20) == 0) {
                inputs.forget();
            }
            conv.run(
                    kernel,
                    inputs,
                    (long) done * g.stride(),
                    g.stride(),
                    history,
                    base + done * apart,
                    apart,
                    count,
                    out,
                    3 + done * step,
                    step,
                    workspace);
            done += count;
        }

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

    private static float[] garbage(int count) {
        float[] values = new float[count];
        Arrays.fill(values, GARBAGE);
        return values;
    }
}
