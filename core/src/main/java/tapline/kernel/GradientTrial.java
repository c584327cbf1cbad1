package tapline.kernel;

import java.util.List;
import java.util.stream.Stream;
import tapline.shape.ConvGeometry;
import tapline.shape.PaddingMode;

/// The gradients of weights on which a vector kernel has to be faster than the scalar one.
final class GradientTrial {
    private static final int LENGTH = 1000;

    private GradientTrial() {}

    static SpeedTrial of(WeightGradientKernel vectors, WeightGradientKernel scalar) {
        // Tiles of four channels by six and by three terms, and of one channel; a stride.
        List<SpeedTrial.Contest> contests = Stream.of(
                        new Problem(12, 12, 5, 1, 1),
                        new Problem(1, 16, 3, 1, 1),
                        new Problem(4, 16, 6, 2, 1),
                        new Problem(8, 8, 16, 1, 8))
                .map(problem -> new SpeedTrial.Contest(() -> problem.run(vectors), () -> problem.run(scalar)))
                .toList();
        return new SpeedTrial(contests);
    }

    /// A gradient of random numbers, computed on one thread.
    private record Problem(ConvProblem problem, float[] x, float[] g, float[] dw) {
        Problem(int in, int out, int kernelSize, int stride, int groups) {
            this(new ConvGeometry(in, out, kernelSize, stride, 1, groups, 3, 3, PaddingMode.ZEROS));
        }

        Problem(ConvGeometry geometry) {
            this(
                    new ConvProblem(geometry, 1, LENGTH, OutputRows.full(geometry.outputLength(LENGTH))),
                    VectorTrial.numbers(geometry.inChannels() * LENGTH),
                    VectorTrial.numbers(geometry.outChannels() * geometry.outputLength(LENGTH)),
                    new float[geometry.outChannels() * geometry.terms()]);
        }

        void run(WeightGradientKernel kernel) {
            kernel.run(problem, x, g, dw);
        }
    }
}
