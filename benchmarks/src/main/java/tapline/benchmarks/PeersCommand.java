package tapline.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tapline.viz.PictureFile;
import tapline.viz.Theme;

/// `benchmarks/run peers`: the time of Tapline and of other libraries on a table of shapes.
@Command(
        name = "peers",
        header = "Time Tapline and other libraries on a table of shapes.",
        description = "%nEach library's result is compared with Tapline's first: a wrong one is not timed. Then all "
                + "are warmed up, and timed in turn.%n",
        footer = {
            "",
            "Examples:",
            "  benchmarks/run peers --only tiny",
            "  benchmarks/run peers --only whisper-conv1 --peers libtorch,onnxruntime,scalar",
            "  benchmarks/run peers --threads 1,2 --json results.json -o ratios.svg"
        })
final class PeersCommand implements Callable<Integer> {
    private static final int DIFFERS = 1;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ThreadedOptions options;

    @Option(
            names = "--shapes",
            paramLabel = "FILE",
            description = "A table of shapes, as CSV with the columns of shapes.csv (default: that table).")
    private Path shapes;

    @Option(names = "--only", paramLabel = "NAME", split = ",", description = "Only these classes or shapes.")
    private List<String> only = List.of();

    @Option(
            names = "--peers",
            paramLabel = "NAME",
            split = ",",
            defaultValue = "libtorch,onnxruntime,jtransforms",
            description =
                    "The libraries beside Tapline: libtorch, onnxruntime; jtransforms, for long kernels; djl, in a "
                            + "process of its own; scalar, Tapline's plain loops on one thread; tapline, itself, to see the noise (default: ${DEFAULT-VALUE}).")
    private List<PeerLibrary> peers;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            description = "Draw the ratios into this .svg or .png file.")
    private Path picture;

    @Override
    public Integer call() throws IOException {
        List<ConvShape> chosen = chosen();
        if (!options.areInRange()) {
            throw options.problem("expected --seconds and --threads above 0");
        }
        if (picture != null && !picture.toString().matches("(?i).*\\.(svg|png)")) {
            // Known now, not after the measuring.
            throw options.problem("expected a name that ends in .svg or .png, but got " + picture);
        }
        PrintWriter out = spec.commandLine().getOut();
        Machine machine = Machine.current();
        out.println(machine.describe());
        out.println();

        List<ShapeResult> results = new ArrayList<>();
        for (int count : options.threads()) {
            List<ShapeResult> ofCount = measure(chosen, count);
            new ResultTable(ofCount).print(out);
            results.addAll(ofCount);
        }
        SpeedUpTable.print(results, out);
        if (options.json() != null) {
            ResultJson.write(options.json(), machine, peers, results);
        }
        if (picture != null) {
            PictureFile.write(new RatioPicture(results, machine.describe()).draw(Theme.LIGHT), picture);
        }
        boolean right =
                results.stream().flatMap(result -> result.peers().stream()).allMatch(PeerResult::isRight);
        return right ? 0 : DIFFERS;
    }

    private List<ShapeResult> measure(List<ConvShape> chosen, int count) {
        Progress progress = new Progress(spec.commandLine().getErr());
        List<ShapeResult> results = new ArrayList<>();
        for (ConvShape shape : chosen) {
            progress.show(shape.id() + " with " + count + (count == 1 ? " thread" : " threads") + ", shape "
                    + (results.size() + 1) + " of " + chosen.size());
            results.add(benchmark(shape).run(shape, count));
        }
        progress.done();
        return results;
    }

    private ShapeBenchmark benchmark(ConvShape shape) {
        return new ShapeBenchmark(
                peers.stream().filter(peer -> peer.takes(shape)).toList(), options.seconds());
    }

    private List<ConvShape> chosen() throws IOException {
        List<ConvShape> all = shapes == null ? ShapesFile.readDefault() : ShapesFile.read(shapes);
        for (String name : only) {
            if (all.stream().noneMatch(shape -> isNamed(shape, name))) {
                throw options.problem("--only: there is no class and no shape '" + name + "'");
            }
        }
        List<ConvShape> chosen = all.stream()
                .filter(shape -> only.isEmpty() || only.stream().anyMatch(name -> isNamed(shape, name)))
                .toList();
        if (chosen.isEmpty()) {
            throw options.problem("the table has no shapes");
        }
        return chosen;
    }

    private static boolean isNamed(ConvShape shape, String name) {
        return shape.id().equals(name) || shape.category().equals(name);
    }
}
