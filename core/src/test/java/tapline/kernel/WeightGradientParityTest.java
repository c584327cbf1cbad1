package tapline.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tapline.RandomCases;
import tapline.RandomConvs;
import tapline.shape.ConvGeometry;

/// Every kernel gives the bits that [GradientBlocks] fixes, writes all of its part and nothing else.
class WeightGradientParityTest {
    private static final int GARBAGE = 0x7FA5A5A5;

    static WeightGradientKernel[] kernels() {
        return new WeightGradientKernel[] {new ScalarWeightGradient(), new VectorWeightGradient()};
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void blocksOfWholeSignals(WeightGradientKernel kernel) {
        RandomCases.forEach(400, random -> {
            RandomConvs.Case<ConvGeometry> conv = RandomConvs.conv(random);
            check(kernel, random, conv.geometry(), random.nextInt(0, 4), conv.length());
        });
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void manySignalsInSeveralBlocks(WeightGradientKernel kernel) {
        RandomCases.forEach(40, random -> {
            RandomConvs.Case<ConvGeometry> conv = fewTerms(random);
            check(kernel, random, conv.geometry(), random.nextInt(4, 40), conv.length());
        });
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void signalsOfSeveralPieces(WeightGradientKernel kernel) {
        RandomCases.forEach(40, random -> {
            RandomConvs.Case<ConvGeometry> conv = fewTerms(random);
            check(kernel, random, conv.geometry(), random.nextInt(1, 3), conv.length() + random.nextInt(20_000));
        });
    }

    private static RandomConvs.Case<ConvGeometry> fewTerms(SplittableRandom random) {
        RandomConvs.Case<ConvGeometry> conv = RandomConvs.conv(random);
        ConvGeometry geometry = conv.geometry();
        return (long) geometry.terms() * geometry.outChannels() < 100 ? conv : fewTerms(random);
    }

    private static void check(
            WeightGradientKernel kernel, SplittableRandom random, ConvGeometry geometry, int batch, int length) {
        int count = geometry.outputLength(length);
        float[] x = RandomCases.floatsWithSpecials(random, batch * geometry.inChannels() * length);
        float[] g = RandomCases.floatsWithSpecials(random, batch * geometry.outChannels() * count);
        ConvProblem problem = new ConvProblem(geometry, batch, length, OutputRows.full(count));
        WeightRange range = range(random, geometry);

        float[] dw = new float[geometry.outChannels() * geometry.terms() + 8];
        Arrays.fill(dw, Float.intBitsToFloat(GARBAGE));
        kernel.run(problem, range, x, g, dw);

        for (int i = 0; i < dw.length; i++) {
            int channel = i / geometry.terms();
            int term = i % geometry.terms();
            boolean isInside = channel >= range.firstChannel()
                    && channel < range.endChannel()
                    && term >= range.firstTerm()
                    && term < range.endTerm();
            int expected = isInside ? Float.floatToIntBits(element(problem, x, g, channel, term)) : GARBAGE;
            int actual = isInside ? Float.floatToIntBits(dw[i]) : Float.floatToRawIntBits(dw[i]);
            assertThat(actual == expected)
                    .as("channel %d, term %d of %s in %s: %s", channel, term, geometry, range, dw[i])
                    .isTrue();
        }
    }

    private static WeightRange range(SplittableRandom random, ConvGeometry geometry) {
        if (random.nextBoolean()) {
            return WeightRange.all(geometry);
        }
        int channel = random.nextInt(geometry.outChannels() + 1);
        int term = random.nextInt(geometry.terms() + 1);
        return new WeightRange(
                channel,
                random.nextInt(channel, geometry.outChannels() + 1),
                term,
                random.nextInt(term, geometry.terms() + 1));
    }

    /// One element, as the rule is written.
    private static float element(ConvProblem problem, float[] x, float[] g, int channel, int term) {
        int count = problem.output().count();
        int piece = Math.min(count, GradientBlocks.PIECE);
        int signals = count == 0 ? 1 : Math.max(1, GradientBlocks.PIECE / (Math.ceilDiv(piece, 16) * 16));
        double sum = 0;
        for (int first = 0; first < problem.signals(); first += signals) {
            for (int start = 0; start < count; start += GradientBlocks.PIECE) {
                float[] lanes = new float[16];
                int end = Math.min(start + GradientBlocks.PIECE, count);
                int whole = (end - start) / 16 * 16;
                int last = Math.min(first + signals, problem.signals());
                for (int n = first; n < last; n++) {
                    for (int l = 0; l < whole; l++) {
                        lanes[l % 16] = term(problem, x, g, n, channel, term, start + l, lanes[l % 16]);
                    }
                }
                for (int n = first; n < last && whole < end - start; n++) {
                    for (int lane = 0; lane < 16; lane++) {
                        int l = start + whole + lane;
                        lanes[lane] = l < end
                                ? term(problem, x, g, n, channel, term, l, lanes[lane])
                                : Math.fma(0f, 0f, lanes[lane]);
                    }
                }
                for (int apart = 8; apart > 0; apart /= 2) {
                    for (int lane = 0; lane < apart; lane++) {
                        lanes[lane] += lanes[lane + apart];
                    }
                }
                sum += lanes[0];
            }
        }
        return (float) sum;
    }

    private static float term(
            ConvProblem problem, float[] x, float[] g, int signal, int channel, int term, int l, float sum) {
        float slope = g[
                (signal * problem.geometry().outChannels() + channel)
                                * problem.output().count()
                        + l];
        return Math.fma(slope, met(problem, x, signal, channel, term, l), sum);
    }

    private static float met(ConvProblem problem, float[] x, int signal, int channel, int term, int l) {
        ConvGeometry geometry = problem.geometry();
        int position = l * geometry.stride() + term % geometry.kernelSize() * geometry.dilation() - geometry.padLeft();
        int source = geometry.paddingMode().source(position, problem.length());
        int in = channel / geometry.groupOutChannels() * geometry.groupInChannels() + term / geometry.kernelSize();
        return source < 0 ? 0 : x[(signal * geometry.inChannels() + in) * problem.length() + source];
    }
}
