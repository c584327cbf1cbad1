package tapline.stream;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import tapline.RandomCases;
import tapline.kernel.ConvProblem;
import tapline.kernel.OutputRows;
import tapline.kernel.ScalarConvKernel;
import tapline.kernel.TransposedConv;
import tapline.shape.ConvGeometry;
import tapline.shape.ConvTransposeGeometry;
import tapline.shape.PaddingMode;
import tapline.shape.PoolOptions;
import tapline.shape.ShapeException;
import tapline.tensor.Functional;
import tapline.tensor.Tensor;

/// A network in both forms: as a plan, and as what it makes of a whole signal.
record Network(StreamPlan plan, UnaryOperator<Planar> batch) {
    static Network conv(ConvGeometry g, float[] w, float[] bias) {
        return new Network(StreamPlan.conv(g, w, bias), x -> {
            Planar y = Planar.zeros(g.outChannels(), g.outputLength(x.length()));
            ConvProblem problem = new ConvProblem(g, 1, x.length(), OutputRows.full(y.length()));
            new ScalarConvKernel().run(problem, x.data(), w, bias, y.data());
            return y;
        });
    }

    static Network conv(SplittableRandom random, ConvGeometry g) {
        return conv(
                g,
                RandomCases.floats(random, g.outChannels() * g.terms()),
                random.nextBoolean() ? RandomCases.floats(random, g.outChannels()) : null);
    }

    static Network convTranspose(SplittableRandom random, ConvTransposeGeometry g) {
        float[] w = RandomCases.floats(random, g.inChannels() * g.groupOutChannels() * g.kernelSize());
        float[] bias = random.nextBoolean() ? RandomCases.floats(random, g.outChannels()) : null;
        return new Network(StreamPlan.convTranspose(g, w, bias), x -> {
            Planar y = Planar.zeros(g.outChannels(), g.outputLength(x.length()));
            new TransposedConv(g, 1, x.length(), y.length()).run(new ScalarConvKernel(), x.data(), w, bias, y.data());
            return y;
        });
    }

    static Network leakyRelu(int channels) {
        FrameFunction function = (in, out, from, to) -> {
            for (int i = from; i < to; i++) {
                out[i] = in[i] > 0 ? in[i] : in[i] * 0.25f;
            }
        };
        return new Network(StreamPlan.function(channels, "LeakyReLU", function, 0.25f), x -> {
            Planar y = Planar.zeros(x.channels(), x.length());
            function.apply(x.data(), y.data(), 0, y.data().length);
            return y;
        });
    }

    static Network pool(int channels, PoolOptions options, boolean isMax) {
        StreamPlan plan = isMax ? StreamPlan.maxPool(channels, options) : StreamPlan.averagePool(channels, options);
        return new Network(plan, x -> {
            Tensor input = Tensor.wrap(x.data(), 1, channels, x.length());
            Tensor y = isMax ? Functional.maxPool1d(input, options) : Functional.avgPool1d(input, options);
            if (y.size(-1) == 0) {
                throw new ShapeException("nothing is left");
            }
            return new Planar(y.floats(), channels, y.size(-1));
        });
    }

    static Network identity(int channels) {
        return new Network(StreamPlan.identity(channels), UnaryOperator.identity());
    }

    static Network upsample(int channels, int factor) {
        return new Network(
                StreamPlan.upsample(channels, factor),
                x -> x.gather(channels, x.length() * factor, (c, l) -> c * x.length() + l / factor));
    }

    static Network select(int channels, int from, int to) {
        return new Network(
                StreamPlan.select(channels, from, to),
                x -> x.gather(to - from, x.length(), (c, l) -> (from + c) * x.length() + l));
    }

    static Network join(BranchPlan.Join join, List<Network> parts) {
        return new Network(
                new BranchPlan(join, parts.stream().map(Network::plan).toList()), x -> {
                    List<Planar> all =
                            parts.stream().map(part -> part.batch.apply(x)).toList();
                    Planar first = all.getFirst();
                    if (join == BranchPlan.Join.CONCATENATION) {
                        int channels = all.stream().mapToInt(Planar::channels).sum();
                        Planar y = Planar.zeros(channels, first.length());
                        int at = 0;
                        for (Planar part : all) {
                            System.arraycopy(part.data(), 0, y.data(), at, part.data().length);
                            at += part.data().length;
                        }
                        return y;
                    }
                    Planar y = new Planar(first.data().clone(), first.channels(), first.length());
                    for (Planar part : all.subList(1, all.size())) {
                        for (int i = 0; i < y.data().length; i++) {
                            float value = part.data()[i];
                            y.data()[i] = join == BranchPlan.Join.SUM ? y.data()[i] + value : y.data()[i] * value;
                        }
                    }
                    return y;
                });
    }

    Network then(Network next) {
        return new Network(plan.then(next.plan), x -> next.batch.apply(batch.apply(x)));
    }

    Network cutRight(int frames) {
        return new Network(plan.cutRight(frames), x -> {
            Planar y = batch.apply(x);
            if (y.length() <= frames) {
                throw new ShapeException("nothing is left");
            }
            return y.gather(y.channels(), y.length() - frames, (c, l) -> c * y.length() + l);
        });
    }

    /// A convolution that gives `ceil(length / stride)` frames.
    static Network same(SplittableRandom random, int in, int out, int stride) {
        int kernelSize = random.nextInt(1, 6);
        int dilation = random.nextInt(1, 5);
        int reach = dilation * (kernelSize - 1);
        int left = random.nextInt(0, reach + 1);
        return conv(
                random,
                new ConvGeometry(in, out, kernelSize, stride, dilation, 1, left, reach - left, PaddingMode.ZEROS));
    }
}
