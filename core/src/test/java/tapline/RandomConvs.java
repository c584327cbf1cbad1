package tapline;

import java.util.SplittableRandom;
import tapline.shape.ConvGeometry;
import tapline.shape.ConvTransposeGeometry;
import tapline.shape.PaddingMode;

/// Random convolutions: small ones of every kind, some with enough terms for several blocks.
public final class RandomConvs {
    private RandomConvs() {}

    /// A geometry together with an input length that it accepts.
    public record Case<G>(G geometry, int length) {}

    public static Case<ConvGeometry> conv(SplittableRandom random) {
        int groups = random.nextInt(1, 4);
        boolean manyTerms = random.nextInt(5) == 0;
        int kernelSize = manyTerms ? random.nextInt(1, 80) : random.nextInt(1, 6);
        int groupInChannels = manyTerms ? random.nextInt(1, 13) : random.nextInt(1, 5);
        int dilation = random.nextInt(1, 5);
        int length = random.nextInt(1, 600);
        PaddingMode mode = PaddingMode.values()[random.nextInt(4)];
        int most = mode == PaddingMode.REFLECT ? length - 1 : mode == PaddingMode.CIRCULAR ? length : 2 * length + 9;
        int window = dilation * (kernelSize - 1) + 1;
        int left = random.nextInt(0, Math.min(most, 40) + 1);
        int right = random.nextInt(0, Math.min(most, 40) + 1);
        if (length + left + right < window) {
            return conv(random);
        }
        return new Case<>(
                new ConvGeometry(
                        groups * groupInChannels,
                        groups * random.nextInt(1, 20),
                        kernelSize,
                        random.nextInt(1, 5),
                        dilation,
                        groups,
                        left,
                        right,
                        mode),
                length);
    }

    public static Case<ConvTransposeGeometry> transposed(SplittableRandom random) {
        int groups = random.nextInt(1, 4);
        boolean manyTerms = random.nextInt(5) == 0;
        int kernelSize = manyTerms ? random.nextInt(1, 80) : random.nextInt(1, 6);
        int groupInChannels = manyTerms ? random.nextInt(1, 13) : random.nextInt(1, 5);
        int stride = random.nextInt(1, 7);
        int dilation = random.nextInt(1, 7);
        int length = random.nextInt(1, 100);
        int padding = random.nextInt(0, 12);
        if ((length - 1) * stride - 2 * padding + dilation * (kernelSize - 1) < 0) {
            return transposed(random);
        }
        return new Case<>(
                new ConvTransposeGeometry(
                        groups * groupInChannels,
                        groups * random.nextInt(1, 4),
                        kernelSize,
                        stride,
                        padding,
                        random.nextInt(0, Math.max(stride, dilation)),
                        dilation,
                        groups),
                length);
    }
}
