package tapline.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tapline.RandomCases;
import tapline.RandomConvs;
import tapline.shape.ConvGeometry;
import tapline.shape.ConvTransposeGeometry;
import tapline.shape.PaddingMode;

/// Every kernel gives the bits of the contract, writes all of its output and nothing else.
class ConvKernelParityTest {
    private static final float GARBAGE = Float.intBitsToFloat(0x7FA5A5A5);
    private static final int CANARIES = 8;

    static ConvKernel[] kernels() {
        return new ConvKernel[] {new ScalarConvKernel(), new VectorConvKernel()};
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void convolutionsHaveTheContractsBits(ConvKernel kernel) {
        RandomCases.forEach(600, random -> {
            RandomConvs.Case<ConvGeometry> conv = RandomConvs.conv(random);
            ConvGeometry geometry = conv.geometry();
            int batch = random.nextInt(0, 3);
            float[] x = RandomCases.floatsWithSpecials(random, batch * geometry.inChannels() * conv.length());
            float[] w = RandomCases.floatsWithSpecials(random, geometry.outChannels() * geometry.terms());
            float[] bias = random.nextBoolean() ? RandomCases.floatsWithSpecials(random, geometry.outChannels()) : null;
            float[] expected = ReferenceConv.conv(geometry, batch, conv.length(), x, w, bias);

            float[] y = garbage(expected.length);
            OutputRows rows = OutputRows.full(geometry.outputLength(conv.length()));
            kernel.run(new ConvProblem(geometry, batch, conv.length(), rows), x, w, bias, y);
            assertSameBits(y, expected);
        });
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void transposedConvolutionsHaveTheContractsBits(ConvKernel kernel) {
        RandomCases.forEach(600, random -> {
            RandomConvs.Case<ConvTransposeGeometry> conv = RandomConvs.transposed(random);
            ConvTransposeGeometry geometry = conv.geometry();
            int batch = random.nextInt(0, 3);
            float[] x = RandomCases.floatsWithSpecials(random, batch * geometry.inChannels() * conv.length());
            float[] w = RandomCases.floatsWithSpecials(
                    random, geometry.inChannels() * geometry.groupOutChannels() * geometry.kernelSize());
            float[] bias = random.nextBoolean() ? RandomCases.floatsWithSpecials(random, geometry.outChannels()) : null;
            float[] expected = ReferenceConv.transposed(geometry, batch, conv.length(), x, w, bias);

            float[] y = garbage(expected.length);
            new TransposedConv(geometry, batch, conv.length(), geometry.outputLength(conv.length()))
                    .run(kernel, x, w, bias, y);
            assertSameBits(y, expected);
        });
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void sumsWithoutTermsAreTheBias(ConvKernel kernel) {
        ConvGeometry geometry = new ConvGeometry(0, 4, 3, 1, 1, 1, 0, 0, PaddingMode.ZEROS);
        float[] y = garbage(4 * 48);
        kernel.run(
                new ConvProblem(geometry, 1, 50, OutputRows.full(48)),
                new float[0],
                new float[0],
                new float[] {1, 2, 3, 4},
                y);
        float[] expected = new float[4 * 48];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = 1 + i / 48;
        }
        assertSameBits(y, expected);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void longSumsHaveTheContractsBits(ConvKernel kernel) {
        RandomCases.forEach(3, random -> {
            int length = random.nextInt(30, 120);
            ConvGeometry geometry = new ConvGeometry(40, 9, 70, 1, 1, 1, 60, 20, PaddingMode.ZEROS);
            float[] x = RandomCases.floatsWithSpecials(random, geometry.inChannels() * length);
            float[] w = RandomCases.floatsWithSpecials(random, geometry.outChannels() * geometry.terms());
            float[] expected = ReferenceConv.conv(geometry, 1, length, x, w, null);

            float[] y = garbage(expected.length);
            OutputRows rows = OutputRows.full(geometry.outputLength(length));
            kernel.run(new ConvProblem(geometry, 1, length, rows), x, w, null, y);
            assertSameBits(y, expected);
        });
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void keptWeightsAndActivationsGiveTheSameBitsInEachCall(ConvKernel kernel) {
        RandomCases.forEach(200, random -> {
            RandomConvs.Case<ConvGeometry> conv = RandomConvs.conv(random);
            ConvGeometry geometry = conv.geometry();
            float[] x = RandomCases.floatsWithSpecials(random, geometry.inChannels() * conv.length());
            float[] w = RandomCases.floatsWithSpecials(random, geometry.outChannels() * geometry.terms());
            float[] bias = random.nextBoolean() ? RandomCases.floatsWithSpecials(random, geometry.outChannels()) : null;
            ElementFunction activation = new LeakyRelu(0.5);
            float[] expected = ReferenceConv.conv(geometry, 1, conv.length(), x, w, bias);
            activation.apply(expected, expected, 0, expected.length);

            ConvWeights kept = ConvWeights.kept(w, bias, activation);
            OutputRows rows = OutputRows.full(geometry.outputLength(conv.length()));
            for (int call = 0; call < 2; call++) {
                float[] y = garbage(expected.length);
                kernel.run(new ConvProblem(geometry, 1, conv.length(), rows), x, kept, y);
                assertSameBits(y, expected);
            }
        });
    }

    private static float[] garbage(int count) {
        float[] y = new float[count + CANARIES];
        Arrays.fill(y, GARBAGE);
        return y;
    }

    private static void assertSameBits(float[] y, float[] expected) {
        for (int i = 0; i < expected.length; i++) {
            boolean same = Float.floatToIntBits(y[i]) == Float.floatToIntBits(expected[i]);
            assertThat(same)
                    .as("element %d: %s instead of %s", i, y[i], expected[i])
                    .isTrue();
        }
        for (int i = expected.length; i < y.length; i++) {
            assertThat(Float.floatToRawIntBits(y[i])).as("behind the end").isEqualTo(0x7FA5A5A5);
        }
    }
}
