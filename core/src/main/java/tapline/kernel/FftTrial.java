package tapline.kernel;

import java.util.List;
import java.util.stream.Stream;
import tapline.shape.ConvGeometry;
import tapline.shape.PaddingMode;

/// The FFT convolutions on which vector loops have to be faster than the scalar ones.
final class FftTrial {
    private FftTrial() {}

    static SpeedTrial of(FftLoops vectors, FftLoops scalar) {
        // Blocks of 4^n and of 2 * 4^n values; tiles of products and single ones.
        List<SpeedTrial.Contest> contests = Stream.of(new Problem(5, 9, 100, 1500), new Problem(1, 1, 500, 12_000))
                .map(problem -> new SpeedTrial.Contest(() -> problem.run(vectors), () -> problem.run(scalar)))
                .toList();
        return new SpeedTrial(contests);
    }

    /// A convolution of random numbers, computed on one thread.
    private record Problem(ConvProblem problem, float[] x, float[] w, float[] y) {
        Problem(int in, int out, int kernelSize, int length) {
            this(new ConvGeometry(in, out, kernelSize, 1, 1, 1, 0, 0, PaddingMode.ZEROS), length);
        }

        Problem(ConvGeometry geometry, int length) {
            this(
                    new ConvProblem(geometry, 1, length, OutputRows.full(geometry.outputLength(length))),
                    VectorTrial.numbers(geometry.inChannels() * length),
                    VectorTrial.numbers(geometry.outChannels() * geometry.terms()),
                    new float[geometry.outChannels() * geometry.outputLength(length)]);
        }

        void run(FftLoops loops) {
            Parallel.withThreads(1, () -> {
                new FftConv(new ScalarConvKernel(), loops).run(problem, x, w, null, y);
                return null;
            });
        }
    }
}
