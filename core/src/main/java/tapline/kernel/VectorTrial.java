package tapline.kernel;

import java.util.List;
import java.util.SplittableRandom;
import tapline.shape.ConvGeometry;
import tapline.shape.PaddingMode;

/// The problems on which a vector kernel has to be faster than the scalar one.
final class VectorTrial {
    private VectorTrial() {}

    /// Tiles of eight, four and one channels; several blocks; a stride; rows of one and of several blocks.
    static SpeedTrial ofConvolutions(ConvKernel vectors) {
        return new SpeedTrial(List.of(
                contest(vectors, problem(4, 13, 5, 1, 1)),
                contest(vectors, problem(16, 9, 13, 1, 1)),
                contest(vectors, problem(4, 17, 6, 2, 1)),
                contest(vectors, problem(8, 8, 5, 1, 8)),
                contest(vectors, problem(3, 3, 70, 1, 3))));
    }

    /// Tiles of four channels by six and three terms, and of one channel; a stride.
    static SpeedTrial ofWeightGradients(WeightGradientKernel vectors) {
        return new SpeedTrial(List.of(
                contest(vectors, problem(12, 12, 5, 1, 1)),
                contest(vectors, problem(1, 16, 3, 1, 1)),
                contest(vectors, problem(4, 16, 6, 2, 1)),
                contest(vectors, problem(8, 8, 16, 1, 8))));
    }

    private static ConvProblem problem(int in, int out, int kernelSize, int stride, int groups) {
        int length = 1000;
        ConvGeometry geometry = new ConvGeometry(in, out, kernelSize, stride, 1, groups, 3, 3, PaddingMode.ZEROS);
        return new ConvProblem(geometry, 1, length, OutputRows.full(geometry.outputLength(length)));
    }

    private static SpeedTrial.Contest contest(ConvKernel vectors, ConvProblem problem) {
        float[] x = inputs(problem);
        float[] w = weights(problem);
        float[] y = outputs(problem);
        ConvKernel scalar = new ScalarConvKernel();
        return new SpeedTrial.Contest(
                () -> alone(() -> vectors.run(problem, x, w, null, y)), () -> scalar.run(problem, x, w, null, y));
    }

    private static SpeedTrial.Contest contest(WeightGradientKernel vectors, ConvProblem problem) {
        float[] x = inputs(problem);
        float[] g = outputs(problem);
        float[] dw = weights(problem);
        WeightGradientKernel scalar = new ScalarWeightGradient();
        return new SpeedTrial.Contest(
                () -> alone(() -> vectors.run(problem, x, g, dw)), () -> scalar.run(problem, x, g, dw));
    }

    private static void alone(Runnable call) {
        Parallel.withThreads(1, () -> {
            call.run();
            return null;
        });
    }

    private static float[] inputs(ConvProblem problem) {
        return numbers(problem.signals() * problem.geometry().inChannels() * problem.length());
    }

    private static float[] weights(ConvProblem problem) {
        return numbers(problem.geometry().outChannels() * problem.geometry().terms());
    }

    private static float[] outputs(ConvProblem problem) {
        return numbers(problem.signals()
                * problem.geometry().outChannels()
                * problem.output().rowLength());
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
}
