package tapline.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tapline.tensor.Compute;

/// `benchmarks/run streaming`: the time of a frame on a live signal.
@Command(
        name = "streaming",
        header = "Time causal convolutions on a live signal, a frame or 16 frames at a time, on one thread.",
        description = "%nBeside each layer: the least time on this machine, by what is measured in the same run, and "
                + "other libraries' time over Tapline's, with the 10th and 90th percentile of the rounds. Then whole "
                + "networks, and many signals at once.%n",
        footer = {
            "",
            "Examples:",
            "  benchmarks/run streaming --seconds 3 --json streaming.json",
            "  benchmarks/run streaming --only latency"
        })
final class StreamingCommand implements Callable<Integer> {
    private static final int[] FRAMES = {1, 16};

    private enum Part {
        LAYERS,
        NETWORKS,
        POOL,
        LATENCY
    }

    @Spec
    private CommandSpec spec;

    @Mixin
    private MeasuringOptions options;

    @Option(
            names = "--only",
            paramLabel = "PART",
            split = ",",
            defaultValue = "layers,networks,pool",
            description = "layers, networks, pool; latency, how long single steps take, the rare ones too "
                    + "(default: ${DEFAULT-VALUE}).")
    private List<Part> only;

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "10000000",
            description = "Steps whose latency is measured (default: ${DEFAULT-VALUE}).")
    private long steps;

    @Override
    public Integer call() throws IOException {
        if (!options.areInRange() || steps < 1) {
            throw options.problem("expected --seconds and --steps above 0");
        }
        PrintWriter out = spec.commandLine().getOut();
        Machine machine = Machine.current();
        out.println(machine.describe());
        out.println();
        Compute.warmUp();

        Map<String, Object> measured = new LinkedHashMap<>();
        measured.put("machine", machine);
        for (Part part : only) {
            List<List<String>> rows = Compute.withThreads(1, () -> measure(part));
            print(out, rows);
            measured.put(part.name().toLowerCase(Locale.ROOT), rows);
        }
        if (options.json() != null) {
            options.write(measured);
        }
        return 0;
    }

    private static void print(PrintWriter out, List<List<String>> rows) {
        TextTable table = new TextTable(1);
        rows.forEach(table::row);
        table.print(out);
        out.println();
    }

    private List<List<String>> measure(Part part) {
        return switch (part) {
            case LAYERS -> measureLayers();
            case NETWORKS -> measureNetworks();
            case POOL -> measurePool();
            case LATENCY -> measureLatency();
        };
    }

    private List<List<String>> measureLatency() {
        List<List<String>> rows = new ArrayList<>(List.of(LatencyResult.header()));
        new StepLatency(steps).run().forEach(result -> rows.addAll(result.rows()));
        return rows;
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

    private List<List<String>> measureLayers() {
        StreamBenchmark benchmark = new StreamBenchmark(options.seconds());
        Progress progress = new Progress(spec.commandLine().getErr());
        List<List<String>> rows = new ArrayList<>(List.of(StreamResult.header(StreamBenchmark.peers())));
        for (StreamLayer layer : StreamLayer.ALL) {
            for (int frames : FRAMES) {
                progress.show(layer.id() + ", " + frames + (frames == 1 ? " frame" : " frames"));
                rows.add(benchmark.run(layer, frames).row());
            }
        }
        progress.done();
        return rows;
    }
}
