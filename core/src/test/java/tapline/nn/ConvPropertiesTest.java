package tapline.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static tapline.RandomCases.floats;
import static tapline.RandomCases.wholeFloats;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import tapline.RandomCases;
import tapline.shape.CausalAlignment;
import tapline.shape.ConvOptions;
import tapline.shape.ConvTransposeOptions;
import tapline.shape.Padding;
import tapline.tensor.Functional;
import tapline.tensor.Tensor;

/// What makes a convolution a convolution, over random sizes. Small whole numbers make sums exact in any order.
class ConvPropertiesTest {
    private static final int CASES = 200;

    /// A random layer's sizes.
    private record Sizes(int in, int out, int kernel, int length, ConvOptions options) {
        static Sizes of(SplittableRandom random) {
            int groups = random.nextInt(1, 4);
            ConvOptions options = ConvOptions.DEFAULT
                    .stride(random.nextInt(1, 4))
                    .dilation(random.nextInt(1, 4))
                    .padding(random.nextInt(0, 6))
                    .groups(groups);
            return new Sizes(
                    groups * random.nextInt(1, 4),
                    groups * random.nextInt(1, 4),
                    random.nextInt(1, 8),
                    random.nextInt(25, 60),
                    options);
        }

        Tensor input(SplittableRandom random) {
            return Tensor.wrap(wholeFloats(random, 2 * in * length), 2, in, length);
        }

        Tensor weight(SplittableRandom random) {
            int groupIn = in / options.groups();
            return Tensor.wrap(wholeFloats(random, out * groupIn * kernel), out, groupIn, kernel);
        }
    }

    @Test
    void isLinearInInputAndWeight() {
        RandomCases.forEach(CASES, random -> {
            Sizes s = Sizes.of(random);
            Tensor a = s.input(random);
            Tensor b = s.input(random);
            Tensor w = s.weight(random);
            Tensor v = s.weight(random);
            Tensor sum = Functional.conv1d(a.mul(2).add(b), w, null, s.options());
            assertThat(sum.equal(conv(a, w, s).mul(2).add(conv(b, w, s)))).isTrue();
            assertThat(conv(a, w.add(v), s).equal(conv(a, w, s).add(conv(a, v, s))))
                    .isTrue();
        });
    }

    @Test
    void shiftingTheInputByTheStrideShiftsTheOutputByOne() {
        RandomCases.forEach(CASES, random -> {
            Sizes s = Sizes.of(random);
            Tensor w = s.weight(random);
            Tensor x = Tensor.wrap(floats(random, 2 * s.in * s.length), 2, s.in, s.length);
            ConvOptions unpadded = s.options().padding(0);
            Tensor whole = Functional.conv1d(x, w, null, unpadded);
            Tensor later = Functional.conv1d(x.slice(2, s.options().stride(), s.length), w, null, unpadded);
            assertThat(later.equal(whole.slice(2, 1, whole.size(2)))).isTrue();
        });
    }

    @Test
    void theTransposedConvolutionIsTheAdjoint() {
        RandomCases.forEach(CASES, random -> {
            Sizes s = Sizes.of(random);
            ConvOptions options = s.options();
            Tensor x = s.input(random);
            Tensor w = s.weight(random);
            Tensor y = conv(x, w, s);
            Tensor z = Tensor.wrap(
                    wholeFloats(random, y.shape().elements()), y.shape().toArray());
            int padding = ((Padding.Symmetric) options.padding()).amount();
            int outputPadding = (s.length + 2 * padding - options.dilation() * (s.kernel - 1) - 1) % options.stride();
            Tensor back = Functional.convTranspose1d(
                    z,
                    w,
                    null,
                    new ConvTransposeOptions(
                            options.stride(), padding, outputPadding, options.dilation(), options.groups()));
            assertThat(back.shape()).isEqualTo(x.shape());
            assertThat(y.mul(z).sum().item()).isEqualTo(x.mul(back).sum().item());
        });
    }

    @Test
    void aGroupedConvolutionIsABlockDiagonalOne() {
        RandomCases.forEach(CASES, random -> {
            Sizes s = Sizes.of(random);
            Tensor w = s.weight(random);
            int groups = s.options().groups();
            float[] dense = new float[s.out * s.in * s.kernel];
            int groupTerms = s.in / groups * s.kernel;
            for (int co = 0; co < s.out; co++) {
                int group = co / (s.out / groups);
                System.arraycopy(
                        w.floats(), co * groupTerms, dense, co * s.in * s.kernel + group * groupTerms, groupTerms);
            }
            Tensor x = s.input(random);
            Tensor blockDiagonal = Tensor.wrap(dense, s.out, s.in, s.kernel);
            assertThat(Functional.conv1d(x, blockDiagonal, null, s.options().groups(1))
                            .equal(conv(x, w, s)))
                    .isTrue();
        });
    }

    @Test
    void theFutureDoesNotChangeACausalConvolutionsPast() {
        RandomCases.forEach(CASES, random -> {
            int kernel = random.nextInt(1, 8);
            int dilation = random.nextInt(1, 5);
            int stride = random.nextInt(1, Math.min(4, dilation * (kernel - 1) + 1) + 1);
            CausalAlignment alignment = CausalAlignment.values()[random.nextInt(2)];
            CausalConv1d conv = CausalConv1d.of(1, 3, kernel)
                    .dilation(dilation)
                    .stride(stride)
                    .alignment(alignment)
                    .build();
            float[] signal = floats(random, 60);
            Tensor before = conv.forward(Tensor.of(signal).reshape(1, 1, 60));
            int changed = random.nextInt(60);
            signal[changed] = Float.NaN;
            Tensor after = conv.forward(Tensor.of(signal).reshape(1, 1, 60));

            int seen = alignment == CausalAlignment.FIRST_OF_STRIDE ? 0 : stride - 1;
            assertThat(before.size(2))
                    .isEqualTo(alignment == CausalAlignment.FIRST_OF_STRIDE ? Math.ceilDiv(60, stride) : 60 / stride);
            for (int l = 0; l < before.size(2) && l * stride + seen < changed; l++) {
                for (int channel = 0; channel < 3; channel++) {
                    assertThat(after.get(0, channel, l)).isEqualTo(before.get(0, channel, l));
                }
            }
        });
    }

    @Test
    void aCausalConvolutionIsThePaddedOneWithItsEndDropped() {
        RandomCases.forEach(CASES, random -> {
            int kernel = random.nextInt(1, 6);
            int dilation = random.nextInt(1, 5);
            int padding = (kernel - 1) * dilation;
            CausalConv1d causal =
                    CausalConv1d.of(2, 3, kernel).dilation(dilation).build();
            Conv1d padded =
                    Conv1d.of(2, 3, kernel).dilation(dilation).padding(padding).build();
            padded.weight().set(causal.weight().tensor());
            padded.bias().orElseThrow().set(causal.bias().orElseThrow().tensor());
            Tensor x = Tensor.wrap(floats(random, 2 * 2 * 30), 2, 2, 30);
            assertThat(causal.forward(x).equal(padded.forward(x).slice(2, 0, 30)))
                    .isTrue();
        });
    }

    @Test
    void samePaddingKeepsTheLength() {
        RandomCases.forEach(CASES, random -> {
            int kernel = random.nextInt(1, 12);
            int dilation = random.nextInt(1, 6);
            int length = random.nextInt(1, 40);
            int stride = random.nextInt(1, 5);
            Tensor x = Tensor.zeros(1, 1, length);
            Tensor same = Functional.conv1d(
                    x,
                    Tensor.ones(1, 1, kernel),
                    null,
                    ConvOptions.DEFAULT.padding(Padding.SAME).dilation(dilation));
            Tensor strided = Functional.conv1d(
                    x,
                    Tensor.ones(1, 1, kernel),
                    null,
                    ConvOptions.DEFAULT
                            .padding(Padding.STRIDED_SAME)
                            .dilation(dilation)
                            .stride(stride));
            assertThat(same.size(2)).isEqualTo(length);
            assertThat(strided.size(2)).isEqualTo(Math.ceilDiv(length, stride));
        });
    }

    @Test
    void everyPaddingIsAnExplicitPadAndAnUnpaddedConvolution() {
        RandomCases.forEach(CASES, random -> {
            Sizes s = Sizes.of(random);
            Tensor x = Tensor.wrap(floats(random, 2 * s.in * s.length), 2, s.in, s.length);
            Tensor w = Tensor.wrap(
                    floats(random, s.out * s.in / s.options().groups() * s.kernel),
                    s.out,
                    s.in / s.options().groups(),
                    s.kernel);
            int left = random.nextInt(0, 20);
            int right = random.nextInt(0, 20);
            for (tapline.shape.PaddingMode mode : tapline.shape.PaddingMode.values()) {
                Tensor padded = Functional.conv1d(
                        Functional.pad(x, mode, left, right),
                        w,
                        null,
                        s.options().padding(0));
                Tensor direct = Functional.conv1d(
                        x, w, null, s.options().padding(Padding.of(left, right)).paddingMode(mode));
                assertThat(direct.equal(padded)).as("%s", mode).isTrue();
            }
        });
    }

    private static Tensor conv(Tensor x, Tensor w, Sizes s) {
        return Functional.conv1d(x, w, null, s.options());
    }
}
