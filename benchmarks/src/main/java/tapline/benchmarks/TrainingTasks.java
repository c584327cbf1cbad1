package tapline.benchmarks;

import java.util.List;

/// What training is measured on.
final class TrainingTasks {
    private static final String LONG = "long";

    private TrainingTasks() {}

    /// Convolutions of the table of shapes. Not the long kernels: few are trained, and neither library has an
    /// algorithm of its own for their gradients.
    static List<TrainingTask> all() {
        return ShapesFile.readDefault().stream()
                .filter(shape -> !shape.category().equals(LONG))
                .map(TrainingTask::of)
                .toList();
    }
}
