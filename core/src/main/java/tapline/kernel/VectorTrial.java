package tapline.kernel;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import tapline.shape.ConvGeometry;
import tapline.shape.PaddingMode;

/// The convolutions on which a vector kernel has to be faster than the scalar one.
final class VectorTrial {
    private static final int LENGTH = 1000;

    private VectorTrial() {}

    static SpeedTrial of(ConvKernel vectors, ConvKernel scalar) {
        // Tiles of eight, four and one channels; several blocks; a stride; rows of one and of several blocks.
        List<SpeedTrial.Contest> contests = Stream.of(
                        new Problem(4, 13, 5, 1, 1),
                        new Problem(16, 9, 13, 1, 1),
                        new Problem(4, 17, 6, 2, 1),
                        new Problem(8, 8, 5, 1, 8),
                        new Problem(3, 3, 70, 1, 3))
                .map(problem -> new SpeedTrial.Contest(() -> problem.run(vectors), () -> problem.run(scalar)))
                .toList();
        return new SpeedTrial(contests);
    }

    /// Random numbers, always the same.
    static float[] numbers(int count) {
        SplittableRandom random = new SplittableRandom(0);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextDouble(-1, 1);
        }
        return values;
    }

    /// A convolution with random numbers.
    private record Problem(ConvProblem problem, float[] x, float[] w, float[] y) {
        Problem(int in, int out, int kernelSize, int stride, int groups) {
            this(new ConvGeometry(in, out, kernelSize, stride, 1, groups, 3, 3, PaddingMode.ZEROS));
        }

        Problem(ConvGeometry geometry) {
            this(
                    new ConvProblem(geometry, 1, LENGTH, OutputRows.full(geometry.outputLength(LENGTH))),
                    numbers(geometry.inChannels() * LENGTH),
                    numbers(geometry.outChannels() * geometry.terms()),
                    new float[geometry.outChannels() * geometry.outputLength(LENGTH)]);
        }

        void run(ConvKernel kernel) {
            kernel.run(problem, x, w, null, y);
        }
    }
}
