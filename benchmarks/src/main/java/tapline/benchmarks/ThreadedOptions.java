package tapline.benchmarks;

import java.util.List;
import picocli.CommandLine.Option;

/// What commands can be told that measure with several numbers of threads.
final class ThreadedOptions extends MeasuringOptions {
    @Option(
            names = "--threads",
            paramLabel = "N",
            split = ",",
            defaultValue = "1",
            description = "How many threads each library may use; several numbers give several tables "
                    + "(default: ${DEFAULT-VALUE}).")
    private List<Integer> threads;

    List<Integer> threads() {
        return threads;
    }

    @Override
    boolean areInRange() {
        return super.areInRange() && threads.stream().allMatch(count -> count > 0);
    }
}
