package tapline.benchmarks;

import java.util.List;
import java.util.stream.Stream;

/// What training is measured on.
final class TrainingTasks {
    private TrainingTasks() {}

    /// Networks, then convolutions of the table of shapes. Not the long kernels: few are trained, and neither
    /// library has an algorithm of its own for their gradients.
    static List<TrainingTask> all() {
        Stream<TrainingTask> convolutions = ShapesFile.readDefault().stream()
                .filter(shape -> !shape.isLong())
                .map(TrainingTask::of);
        return Stream.concat(TrainingNetworks.all().stream(), convolutions).toList();
    }
}
