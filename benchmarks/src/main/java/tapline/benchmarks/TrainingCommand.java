package tapline.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `benchmarks/run training`: the time of training steps of Tapline and of LibTorch.
@Command(
        name = "training",
        header = "Time training steps of Tapline and of LibTorch.",
        description = "%nSteps of networks with Adam; forward and backward of single convolutions, with the gradients "
                + "of input, weight and bias. "
                + "What the libraries' first steps lead to is compared: what differs is not timed.%n",
        footer = {
            "",
            "Examples:",
            "  benchmarks/run training --only network",
            "  benchmarks/run training --threads 1,2 --json training.json"
        })
final class TrainingCommand implements Callable<Integer> {
    private static final int DIFFERS = 1;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ThreadedOptions options;

    @Option(names = "--only", paramLabel = "NAME", split = ",", description = "Only these classes or tasks.")
    private List<String> only = List.of();

    @Override
    public Integer call() throws IOException {
        List<TrainingTask> chosen = chosen();
        if (!options.areInRange()) {
            throw options.problem("expected --seconds and --threads above 0");
        }
        PrintWriter out = spec.commandLine().getOut();
        Machine machine = Machine.current();
        out.println(machine.describe());
        List<TrainingResult> results = new ArrayList<>();
        for (int count : options.threads()) {
            List<TrainingResult> ofCount = measure(chosen, count);
            TrainingTable.print(ofCount, out);
            results.addAll(ofCount);
        }
        if (options.json() != null) {
            Map<String, Object> root = new LinkedHashMap<>();
            root.put("machine", machine);
            root.put("libtorch", PeerLibrary.LIBTORCH.version());
            root.put("results", results);
            options.write(root);
        }
        return results.stream().allMatch(TrainingResult::isRight) ? 0 : DIFFERS;
    }

    private List<TrainingResult> measure(List<TrainingTask> tasks, int count) {
        TrainingBenchmark benchmark = new TrainingBenchmark(options.seconds());
        Progress progress = new Progress(spec.commandLine().getErr());
        List<TrainingResult> results = new ArrayList<>();
        for (TrainingTask task : tasks) {
            progress.show(task.id() + " with " + count + (count == 1 ? " thread" : " threads") + ", task "
                    + (results.size() + 1) + " of " + tasks.size());
            results.add(benchmark.run(task, count));
        }
        progress.done();
        return results;
    }

    private List<TrainingTask> chosen() {
        List<TrainingTask> all = TrainingTasks.all();
        for (String name : only) {
            if (all.stream().noneMatch(task -> task.isNamed(name))) {
                throw options.problem("--only: there is no class and no task '" + name + "'");
            }
        }
        return all.stream()
                .filter(task -> only.isEmpty() || only.stream().anyMatch(task::isNamed))
                .toList();
    }
}
