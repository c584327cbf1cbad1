package tapline.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.PushbackInputStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tapline.formats.OutputFiles;
import tapline.formats.StateDict;
import tapline.nn.Module;
import tapline.nn.ModuleSummary;
import tapline.onnx.OnnxModel;
import tapline.shape.Shape;
import tapline.viz.Drawing;
import tapline.viz.NetworkPicture;
import tapline.viz.PictureFile;

/// `tapline inspect`: what is in a file of weights.
@Command(
        name = "inspect",
        header = "Show what is in a file of weights: safetensors, .npz, .npy, PyTorch's, or an ONNX network.",
        description =
                "%nPrints a row for each tensor: its name, type, shape and size; its smallest and largest number, "
                        + "their mean and standard deviation, and how many are NaN, which the others leave out. Nothing in the "
                        + "file is run.%n%nWhere the network is known, from the metadata of the file or from "
                        + "--architecture, prints a row for each layer, too: the shape of its result, parameters and "
                        + "multiply-adds, with those of its parts; and the receptive field and latency, if the "
                        + "network can be streamed.%n",
        footer = {
            "",
            "Examples:",
            "  tapline inspect model.pt",
            "  tapline inspect model.safetensors --json",
            "  tapline inspect tcn.onnx",
            "  tapline inspect tcn.pt --architecture tcn.json --input-shape 1,2,400 -o tcn.svg"
        })
final class InspectCommand implements Callable<Integer> {
    private static final Path STANDARD = Path.of("-");

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Mixin
    private NetworkArguments network;

    @Option(
            names = "--input-shape",
            paramLabel = "N",
            split = ",",
            description = "The input that the shapes are for, as in 1,1,400: batch, channels and length (default: one "
                    + "signal of 4096 samples).")
    private int[] inputShape;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            description = "Draw the network: .svg or .png.")
    private Path out;

    @Mixin
    private ThemeArgument theme;

    @Parameters(paramLabel = "FILE", description = "The file; - for standard input.")
    private Path file;

    @Override
    public Integer call() throws IOException {
        boolean standard = file.equals(STANDARD);
        String name = standard ? "standard input" : file.toString();
        StateDict state = standard ? readStandard(name) : read();
        Optional<NetworkReport> report = report(state, name);
        try (OutputFiles files = new OutputFiles()) {
            if (out != null) {
                Drawing drawing = draw(report.orElseThrow());
                files.add(out, stream -> stream.write(PictureFile.encode(drawing, out)));
            }
            print(new StateJson(name, state, report), new StateText(name, state, report));
            files.commit();
        }
        return 0;
    }

    private void print(StateJson asJson, StateText asText) throws IOException {
        PrintWriter printer = spec.commandLine().getOut();
        if (json) {
            asJson.print(printer);
        } else {
            asText.print(printer);
        }
        printer.flush();
    }

    private Optional<NetworkReport> report(StateDict state, String name) throws IOException {
        Optional<Module> found = network.find(state, name);
        if (found.isEmpty() && (inputShape != null || out != null)) {
            throw new IllegalArgumentException(name + ": " + (out == null ? "--input-shape" : "-o")
                    + " is for a network: expected its architecture in the file, or --architecture");
        }
        Shape shape = inputShape == null ? null : Shape.of(inputShape);
        return found.map(net -> NetworkReport.of(net, shape));
    }

    private Drawing draw(NetworkReport report) {
        ModuleSummary summary = report.summary()
                .orElseThrow(() -> new IllegalArgumentException(
                        report.problem() + ": expected an --input-shape that the network takes, to draw it"));
        return NetworkPicture.of(summary).draw(theme.theme());
    }

    private StateDict read() throws IOException {
        if (!NetworkArguments.isOnnx(file)) {
            return StateDict.read(file);
        }
        return described(OnnxModel.read(file));
    }

    private static StateDict readStandard(String name) throws IOException {
        PushbackInputStream in = new PushbackInputStream(System.in, NetworkArguments.SIGNATURE);
        byte[] start = in.readNBytes(NetworkArguments.SIGNATURE);
        in.unread(start);
        return NetworkArguments.isOnnx(start)
                ? described(OnnxModel.parse(in.readAllBytes(), name))
                : StateDict.read(in, name);
    }

    /// A network is described by the metadata of its parameters: inputs, outputs, and how many nodes of which
    /// operators.
    private static StateDict described(OnnxModel model) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("opset", Integer.toString(model.opset()));
        facts.put("inputs", joined(model.inputs()));
        facts.put("outputs", joined(model.outputs()));
        facts.put("nodes", joined(model.operators().entrySet()));
        return StateDict.of(model.stateDict()).withMetadata(facts);
    }

    private static String joined(Collection<?> items) {
        return items.stream().map(Object::toString).collect(Collectors.joining(", "));
    }
}
