package tapline.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `benchmarks/run networks`: the time of whole networks in use, in Tapline and in other libraries.
@Command(
        name = "networks",
        header = "Time whole networks in use, in Tapline and in other libraries.",
        description = "%nThe forward of a module made for inference, and of the plain one without gradients; LibTorch in "
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
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--threads",
            paramLabel = "N",
            split = ",",
            defaultValue = "1",
            description = "How many threads each library may use; several numbers give several tables "
                    + "(default: ${DEFAULT-VALUE}).")
    private List<Integer> threads;

    @Option(
            names = "--batch",
            paramLabel = "N",
            split = ",",
            defaultValue = "1,16",
            description = "Signals in a call (default: ${DEFAULT-VALUE}).")
    private List<Integer> batches;

    @Option(names = "--only", paramLabel = "NAME", split = ",", description = "Only these networks.")
    private List<String> only = List.of();

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "1",
            description = "Seconds of samples for each library and network; warming up takes up to three times as long "
                    + "(default: ${DEFAULT-VALUE}).")
    private double seconds;

    @Option(names = "--json", paramLabel = "FILE", description = "Write everything that was measured into this file.")
    private Path json;

    @Override
    public Integer call() throws IOException {
        List<NetworkTask> chosen = chosen();
        if (!(seconds > 0)
                || Stream.concat(threads.stream(), batches.stream()).anyMatch(count -> count < 1)) {
            throw problem("expected --seconds, --threads and --batch above 0");
        }
        PrintWriter out = spec.commandLine().getOut();
        Machine machine = Machine.current();
        out.println(machine.describe());
        List<NetworkResult> results = new ArrayList<>();
        for (int count : threads) {
            List<NetworkResult> ofCount = measure(chosen, count);
            NetworksTable.print(ofCount, out);
            results.addAll(ofCount);
        }
        if (json != null) {
            Map<String, Object> root = new LinkedHashMap<>();
            root.put("machine", machine);
            root.put("libtorch", PeerLibrary.LIBTORCH.version());
            root.put("onnxruntime", PeerLibrary.ONNXRUNTIME.version());
            root.put("results", results);
            MAPPER.writeValue(json.toFile(), root);
        }
        return results.stream().allMatch(NetworkResult::isRight) ? 0 : DIFFERS;
    }

    private List<NetworkResult> measure(List<NetworkTask> tasks, int count) {
        NetworksBenchmark benchmark = new NetworksBenchmark(seconds);
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
                throw problem("--only: there is no network '" + name + "'");
            }
        }
        return all.stream()
                .filter(task -> only.isEmpty() || only.contains(task.id()))
                .toList();
    }

    private ParameterException problem(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
