package tapline.stream;

import java.util.List;
import java.util.SplittableRandom;
import tapline.shape.ConvGeometry;
import tapline.shape.ConvTransposeGeometry;
import tapline.shape.PaddingMode;
import tapline.shape.PoolOptions;

/// Random networks of every kind of part, small and deep.
final class RandomNetworks {
    private RandomNetworks() {}

    static Network of(SplittableRandom random) {
        Network network = part(random, random.nextInt(1, 5));
        int depth = random.nextInt(0, 5);
        for (int i = 0; i < depth; i++) {
            network = network.then(part(random, network.plan().outChannels()));
        }
        return network;
    }

    /// One that has every kind of part.
    static Network everyPart(SplittableRandom random) {
        Network network = Network.same(random, 2, 3, 2).then(Network.leakyRelu(3));
        network = network.then(branches(random, 3));
        network = network.then(pool(random, network.plan().outChannels()));
        network = network.then(convTranspose(random, network.plan().outChannels()));
        network =
                network.then(Network.upsample(network.plan().outChannels(), 2)).cutRight(3);
        network = network.then(Network.select(network.plan().outChannels(), 0, 1));
        return network.then(causalByCutting(random, 1));
    }

    private static Network part(SplittableRandom random, int channels) {
        return switch (random.nextInt(11)) {
            case 0, 1, 2 -> conv(random, channels);
            case 3 -> convTranspose(random, channels);
            case 4 -> branches(random, channels);
            case 5 -> Network.leakyRelu(channels);
            case 6 -> Network.upsample(channels, random.nextInt(1, 4));
            case 7 -> causalByCutting(random, channels);
            case 8 -> Network.identity(channels).cutRight(random.nextInt(0, 4));
            case 9 -> pool(random, channels);
            default -> Network.same(random, channels, random.nextInt(1, 6), random.nextInt(1, 5));
        };
    }

    private static Network conv(SplittableRandom random, int channels) {
        int groups = random.nextBoolean() ? channels : 1;
        boolean hasManyTerms = random.nextInt(4) == 0;
        int kernelSize = hasManyTerms ? random.nextInt(20, 90) : random.nextInt(1, 6);
        return Network.conv(
                random,
                new ConvGeometry(
                        channels,
                        groups * random.nextInt(1, random.nextInt(4) == 0 ? 40 : 7),
                        kernelSize,
                        random.nextInt(1, 5),
                        random.nextInt(1, hasManyTerms ? 2 : 5),
                        groups,
                        random.nextInt(hasManyTerms ? kernelSize / 2 : -3, 12 + kernelSize),
                        random.nextInt(hasManyTerms ? kernelSize / 2 : -3, 12 + kernelSize),
                        random.nextInt(3) == 0 ? PaddingMode.REPLICATE : PaddingMode.ZEROS));
    }

    private static Network convTranspose(SplittableRandom random, int channels) {
        int groups = random.nextBoolean() ? channels : 1;
        int stride = random.nextInt(1, 5);
        int dilation = random.nextInt(1, 5);
        int kernelSize = random.nextInt(1, 8);
        return Network.convTranspose(
                random,
                new ConvTransposeGeometry(
                        channels,
                        groups * random.nextInt(1, 4),
                        kernelSize,
                        stride,
                        random.nextInt(0, 5),
                        random.nextInt(0, Math.max(stride, dilation)),
                        dilation,
                        groups));
    }

    private static Network pool(SplittableRandom random, int channels) {
        int kernelSize = random.nextInt(1, 7);
        boolean isMax = random.nextBoolean();
        PoolOptions options = PoolOptions.of(kernelSize)
                .stride(random.nextInt(1, 5))
                .padding(random.nextInt(kernelSize / 2 + 1))
                .dilation(isMax ? random.nextInt(1, 4) : 1)
                .ceilMode(random.nextBoolean())
                .countIncludePad(random.nextBoolean());
        return Network.pool(channels, options, isMax);
    }

    private static Network branches(SplittableRandom random, int channels) {
        int stride = random.nextInt(3) == 0 ? random.nextInt(2, 5) : 1;
        int out = stride == 1 ? channels : random.nextInt(1, 4);
        BranchPlan.Join join = BranchPlan.Join.values()[random.nextInt(3)];
        Network deep = Network.same(random, channels, random.nextInt(1, 4), stride);
        deep = deep.then(Network.leakyRelu(deep.plan().outChannels()));
        deep = deep.then(Network.same(random, deep.plan().outChannels(), out, 1));
        Network skip = stride == 1 ? Network.identity(channels) : Network.same(random, channels, out, stride);
        Network cut = Network.same(random, channels, out, stride).cutRight(0);
        return Network.join(join, random.nextBoolean() ? List.of(deep, skip) : List.of(skip, deep, cut));
    }

    /// Padded on both sides, then cut on the right, with a function between: as published models do it.
    private static Network causalByCutting(SplittableRandom random, int channels) {
        int kernelSize = random.nextInt(1, 6);
        int dilation = random.nextInt(1, 5);
        int padding = dilation * (kernelSize - 1);
        int out = random.nextInt(1, 5);
        ConvGeometry geometry =
                new ConvGeometry(channels, out, kernelSize, 1, dilation, 1, padding, padding, PaddingMode.ZEROS);
        return Network.conv(random, geometry).then(Network.leakyRelu(out)).cutRight(padding);
    }
}
