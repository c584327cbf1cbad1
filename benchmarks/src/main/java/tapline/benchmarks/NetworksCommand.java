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

/// `benchmarks/run networks`: the time of whole networks in use, in Tapline and in other libraries.
@Command(
        name = "networks",
        header = "Time whole networks in use, in Tapline and in other libraries.",
        description =
                "%nThe forward of a module made for inference, and of the plain one without gradients; LibTorch in "
                        + "inference mode, one operation after the other; ONNX Runtime with the network as an ONNX model. All "
                        + "results are compared first: what differs is not timed.%n",
        footer = {
            "",
            "Examples:",
            "  benchmarks/run networks --only tcn-ecg",
            "  benchmarks/run networks --threads 1,2 --json networks.json"
        })
final class NetworksCommand implements Callable<Integer> {
    private static final int DIFFERS = 1;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ThreadedOptions options;

    @Option(
            names = "--batch",
            paramLabel = "N",
            split = ",",
            defaultValue = "1,16",
            description = "Signals in a call (default: ${DEFAULT-VALUE}).")
    private List<Integer> batches;

    @Option(names = "--only", paramLabel = "NAME", split = ",", description = "Only these networks.")
    private List<String> only = List.of();

    @Override
    public Integer call() throws IOException {
        List<NetworkTask> chosen = chosen();
        if (!options.areInRange() || batches.stream().anyMatch(count -> count < 1)) {
            throw options.problem("expected --seconds, --threads and --batch above 0");
        }
        PrintWriter out = spec.commandLine().getOut();
        Machine machine = Machine.current();
        out.println(machine.describe());
        List<NetworkResult> results = new ArrayList<>();
        for (int count : options.threads()) {
            List<NetworkResult> ofCount = measure(chosen, count);
            NetworksTable.print(ofCount, out);
            results.addAll(ofCount);
        }
        if (options.json() != null) {
            Map<String, Object> root = new LinkedHashMap<>();
            root.put("machine", machine);
            root.put("libtorch", PeerLibrary.LIBTORCH.version());
            root.put("onnxruntime", PeerLibrary.ONNXRUNTIME.version());
            root.put("results", results);
            options.write(root);
        }
        return results.stream().allMatch(NetworkResult::isRight) ? 0 : DIFFERS;
    }

    private List<NetworkResult> measure(List<NetworkTask> tasks, int count) {
        NetworksBenchmark benchmark = new NetworksBenchmark(options.seconds());
        Progress progress = new Progress(spec.commandLine().getErr());
        List<NetworkResult> results = new ArrayList<>();
        for (NetworkTask task : tasks) {
            for (int batch : batches) {
                progress.show(task.id() + ", batch " + batch + ", threads " + count);
                results.add(benchmark.run(task, batch, count));
            }
        }
        progress.done();
        return results;
    }

    private List<NetworkTask> chosen() {
        List<NetworkTask> all = NetworkTask.all();
        for (String name : only) {
            if (all.stream().noneMatch(task -> task.id().equals(name))) {
                throw options.problem("--only: there is no network '" + name + "'");
            }
        }
        return all.stream()
                .filter(task -> only.isEmpty() || only.contains(task.id()))
                .toList();
    }
}
