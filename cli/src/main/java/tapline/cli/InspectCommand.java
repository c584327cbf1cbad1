package tapline.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tapline.formats.StateDict;
import tapline.onnx.OnnxModel;

/// `tapline inspect`: what is in a file of weights.
@Command(
        name = "inspect",
        header = "Show what is in a file of weights: safetensors, .npz, .npy, PyTorch's, or an ONNX network.",
        description =
                "%nPrints a row for each tensor: its name, type, shape and size; its smallest and largest number, "
                        + "their mean and standard deviation, and how many are NaN, which the others leave out. Nothing in the "
                        + "file is run.%n",
        footer = {
            "",
            "Examples:",
            "  tapline inspect model.pt",
            "  tapline inspect model.safetensors --json",
            "  tapline inspect tcn.onnx"
        })
final class InspectCommand implements Callable<Integer> {
    private static final Path STANDARD = Path.of("-");

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Parameters(paramLabel = "FILE", description = "The file; - for standard input.")
    private Path file;

    @Override
    public Integer call() throws IOException {
        boolean standard = file.equals(STANDARD);
        String name = standard ? "standard input" : file.toString();
        StateDict state = standard ? StateDict.read(System.in, name) : read(name);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            new StateJson(name, state).print(out);
        } else {
            new StateText(name, state).print(out);
        }
        out.flush();
        return 0;
    }

    /// A network is described by the metadata of its parameters: inputs, outputs, and how many nodes of which
    /// operators.
    private StateDict read(String name) throws IOException {
        if (!name.toLowerCase(Locale.ROOT).endsWith(".onnx")) {
            return StateDict.read(file);
        }
        OnnxModel model = OnnxModel.read(file);
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
