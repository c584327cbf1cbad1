package tapline.benchmarks;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// Something that is trained with both libraries.
///
/// @param id short name, unique
/// @param category the class of tasks that are fast or slow for the same reason
/// @param checkedSteps steps before the outcomes are compared
/// @param tapline makes Tapline's trainer for a number of threads
/// @param libtorch makes LibTorch's
record TrainingTask(
        String id, String category, int checkedSteps, IntFunction<Trainer> tapline, IntFunction<Trainer> libtorch) {
    /// Float32 sums of some thousand products, in whatever order, differ by less, relative to the result's norm.
    private static final double TOLERANCE = 1e-4;

    /// Forward and backward of one convolution.
    static TrainingTask of(ConvShape shape) {
        return new TrainingTask(
                shape.id(),
                shape.category(),
                1,
                _ -> new TaplineConvTrainer(ConvData.of(shape)),
                threads -> new LibTorchConvTrainer(ConvData.of(shape), threads));
    }

    boolean isNamed(String name) {
        return id.equals(name) || category.equals(name);
    }

    /// The largest difference of two outcomes, in tolerances: the same have at most 1.
    static double deviation(List<float[]> expected, List<float[]> actual) {
        return IntStream.range(0, expected.size())
                .mapToDouble(i -> difference(expected.get(i), actual.get(i)) / TOLERANCE)
                .max()
                .orElseThrow();
    }

    /// The norm of the difference, relative to the norm; infinite where something is not a number.
    private static double difference(float[] expected, float[] actual) {
        if (expected.length != actual.length) {
            return Double.POSITIVE_INFINITY;
        }
        double difference = 0;
        double norm = 0;
        for (int i = 0; i < expected.length; i++) {
            difference += Math.pow((double) expected[i] - actual[i], 2);
            norm += Math.pow(expected[i], 2);
        }
        double relative = difference == 0 ? 0 : Math.sqrt(difference / norm);
        return Double.isFinite(relative) ? relative : Double.POSITIVE_INFINITY;
    }
}
