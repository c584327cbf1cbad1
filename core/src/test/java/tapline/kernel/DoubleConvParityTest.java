package tapline.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import tapline.RandomCases;
import tapline.RandomConvs;
import tapline.shape.ConvGeometry;
import tapline.shape.ConvTransposeGeometry;

/// The float64 kernel gives the bits of the contract, and writes all of its output.
class DoubleConvParityTest {
    @Test
    void convolutionsHaveTheContractsBits() {
        RandomCases.forEach(300, random -> {
            RandomConvs.Case<ConvGeometry> conv = RandomConvs.conv(random);
            ConvGeometry geometry = conv.geometry();
            int batch = random.nextInt(0, 3);
            double[] x = values(random, batch * geometry.inChannels() * conv.length());
            double[] w = values(random, geometry.outChannels() * geometry.terms());
            double[] bias = random.nextBoolean() ? values(random, geometry.outChannels()) : null;
            double[] expected = ReferenceConv.conv(geometry, batch, conv.length(), x, w, bias);

            double[] y = garbage(expected.length);
            OutputRows rows = OutputRows.full(geometry.outputLength(conv.length()));
            DoubleConvKernel.run(new ConvProblem(geometry, batch, conv.length(), rows), x, w, bias, y);
            assertThat(bits(y)).isEqualTo(bits(expected));
        });
    }

    @Test
    void transposedConvolutionsHaveTheContractsBits() {
        RandomCases.forEach(300, random -> {
            RandomConvs.Case<ConvTransposeGeometry> conv = RandomConvs.transposed(random);
            ConvTransposeGeometry geometry = conv.geometry();
            int batch = random.nextInt(0, 3);
            double[] x = values(random, batch * geometry.inChannels() * conv.length());
            double[] w = values(random, geometry.inChannels() * geometry.groupOutChannels() * geometry.kernelSize());
            double[] bias = random.nextBoolean() ? values(random, geometry.outChannels()) : null;
            double[] expected = ReferenceConv.transposed(geometry, batch, conv.length(), x, w, bias);

            double[] y = garbage(expected.length);
            new TransposedConv(geometry, batch, conv.length(), geometry.outputLength(conv.length())).run(x, w, bias, y);
            assertThat(bits(y)).isEqualTo(bits(expected));
        });
    }

    private static double[] values(SplittableRandom random, int count) {
        double[] special = {-0.0, 0.0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN, 1e-310};
        double[] values = random.doubles(count, -1, 1).toArray();
        // In few cases, since one NaN hides all other terms of a sum.
        if (random.nextInt(3) == 0) {
            for (int i = 0; i < count / 20; i++) {
                values[random.nextInt(count)] = special[random.nextInt(special.length)];
            }
        }
        return values;
    }

    private static double[] garbage(int count) {
        double[] y = new double[count];
        Arrays.fill(y, 1e300);
        return y;
    }

    /// One number for all NaN.
    private static long[] bits(double[] values) {
        return Arrays.stream(values).mapToLong(Double::doubleToLongBits).toArray();
    }
}
