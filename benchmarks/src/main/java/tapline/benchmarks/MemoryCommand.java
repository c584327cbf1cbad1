package tapline.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `benchmarks/run memory`: how much memory training takes at most, in fresh processes.
@Command(
        name = "memory",
        header = "Measure the memory that training takes at most, in fresh processes, on one thread.",
        description =
                "%nThe peak after some steps, less what the process held before the first, and before Tapline's "
                        + "warm-up: with the library loaded, weights and batch made. The first losses are compared; what differs is told instead.%n",
        footer = {"", "Example:", "  benchmarks/run memory --steps 50 --heap default,256m"})
final class MemoryCommand implements Callable<Integer> {
    private static final int DIFFERS = 1;
    private static final int NAMES = 2;
    private static final String DEFAULT_HEAP = "default";

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "30",
            description = "Steps of each network (default: ${DEFAULT-VALUE}).")
    private int steps;

    @Option(
            names = "--heap",
            paramLabel = "SIZE",
            split = ",",
            defaultValue = "default,256m",
            description = "Tapline's largest heaps, as for -Xmx, with the serial collector; 'default' for the JVM's "
                    + "own choice of both (default: ${DEFAULT-VALUE}).")
    private List<String> heaps;

    @Option(names = "--only", paramLabel = "NAME", split = ",", description = "Only these networks.")
    private List<String> only = List.of();

    @Override
    public Integer call() throws IOException {
        List<String> all = TrainingNetworks.all().stream().map(TrainingTask::id).toList();
        if (steps < TrainingTask.CHECKED_STEPS || !all.containsAll(only)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "expected --steps of at least " + TrainingTask.CHECKED_STEPS + ", and --only of " + all);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(Machine.current().describe());
        out.println();
        TextTable table = new TextTable(NAMES).row(List.of("network", "library", "before", "peak", "for training"));
        boolean right = true;
        for (String network : only.isEmpty() ? all : only) {
            MemoryUse libtorch = MemoryUse.ofLibTorch(network, steps);
            table.row(row(network, "libtorch", libtorch));
            for (String heap : heaps) {
                MemoryUse tapline = MemoryUse.ofTapline(network, steps, options(heap));
                boolean same = tapline.isAsGoodAs(libtorch);
                right &= same;
                table.row(row(network, "tapline, heap " + heap + (same ? "" : ": losses differ"), tapline));
            }
        }
        table.print(out);
        return right ? 0 : DIFFERS;
    }

    private static List<String> options(String heap) {
        return heap.equals(DEFAULT_HEAP) ? List.of() : List.of("-XX:+UseSerialGC", "-Xmx" + heap);
    }

    private static List<String> row(String network, String library, MemoryUse use) {
        List<String> cells = new ArrayList<>(List.of(network, library));
        cells.add(Quantity.bytes(use.before()));
        cells.add(Quantity.bytes(use.peak()));
        cells.add(Quantity.bytes(use.peak() - use.before()));
        return cells;
    }
}
