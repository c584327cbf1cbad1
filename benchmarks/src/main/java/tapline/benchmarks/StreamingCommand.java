package tapline.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tapline.tensor.Compute;

/// `benchmarks/run streaming`: the time of a frame on a live signal.
@Command(
        name = "streaming",
        header = "Time causal convolutions on a live signal, a frame or 16 frames at a time, on one thread.",
        description = "%nBeside each layer: the least time on this machine, by what is measured in the same run, and "
                + "other libraries' time over Tapline's, with the 10th and 90th percentile of the rounds. Then whole "
                + "networks, and many signals at once.%n",
        footer = {"", "Example:", "  benchmarks/run streaming --seconds 3 --json streaming.json"})
final class StreamingCommand implements Callable<Integer> {
    private static final int[] FRAMES = {1, 16};

    @Spec
    private CommandSpec spec;

    @Mixin
    private MeasuringOptions options;

    @Override
    public Integer call() throws IOException {
        if (!options.areInRange()) {
            throw options.problem("expected --seconds above 0");
        }
        PrintWriter out = spec.commandLine().getOut();
        Machine machine = Machine.current();
        out.println(machine.describe());
        out.println();
        Compute.warmUp();

        List<StreamResult> results = Compute.withThreads(1, this::measure);
        TextTable table = new TextTable(1).row(StreamResult.header(StreamBenchmark.peers()));
        results.forEach(result -> table.row(result.row()));
        table.print(out);
        List<List<String>> networks = Compute.withThreads(1, this::measureNetworks);
        List<List<String>> pool = Compute.withThreads(1, this::measurePool);
        print(out, networks);
        print(out, pool);
        if (options.json() != null) {
            options.write(Map.of("machine", machine, "results", results, "networks", networks, "pool", pool));
        }
        return 0;
    }

    private static void print(PrintWriter out, List<List<String>> rows) {
        out.println();
        TextTable table = new TextTable(1);
        rows.forEach(table::row);
        table.print(out);
    }

    private List<List<String>> measureNetworks() {
        Progress progress = new Progress(spec.commandLine().getErr());
        List<List<String>> rows = new ArrayList<>(List.of(StreamNetworkResult.header()));
        for (StreamNetwork network : StreamNetwork.ALL) {
            for (int frames : FRAMES) {
                progress.show(network.id() + ", " + frames + (frames == 1 ? " frame" : " frames"));
                rows.add(new StreamNetworkBenchmark(options.seconds())
                        .run(network, frames)
                        .row());
            }
        }
        progress.done();
        return rows;
    }

    private List<List<String>> measurePool() {
        Progress progress = new Progress(spec.commandLine().getErr());
        progress.show(StreamNetwork.ECG.id() + ", many signals");
        PoolResult result = new StreamNetworkBenchmark(options.seconds()).pool(StreamNetwork.ECG);
        progress.done();
        return List.of(PoolResult.header(), result.row());
    }

    private List<StreamResult> measure() {
        StreamBenchmark benchmark = new StreamBenchmark(options.seconds());
        Progress progress = new Progress(spec.commandLine().getErr());
        List<StreamResult> results = new ArrayList<>();
        for (StreamLayer layer : StreamLayer.ALL) {
            for (int frames : FRAMES) {
                progress.show(layer.id() + ", " + frames + (frames == 1 ? " frame" : " frames"));
                results.add(benchmark.run(layer, frames));
            }
        }
        progress.done();
        return results;
    }
}
