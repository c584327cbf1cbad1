package tapline.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tapline.formats.StateDict;
import tapline.nn.Module;
import tapline.nn.Parameter;
import tapline.tensor.GradMode;
import tapline.tensor.Tensor;

/// `tapline compare`: whether a network gives what it gave elsewhere.
@Command(
        name = "compare",
        header = "Run a network on a stored input and compare with the output that was stored with it.",
        description =
                "%nTo see that weights from PyTorch do here what they did there: save an input and the network's output "
                        + "of it, in eval mode, and compare. Prints the largest errors and PASS or FAIL; each number "
                        + "may be off by the tolerance times (1 + |expected|). The exit code is 0 for PASS, 1 for "
                        + "FAIL, 2 if there was nothing to compare.%n",
        footer = {
            "",
            "Examples:",
            "  tapline compare tcn.pt --architecture tcn.json --against io.safetensors",
            "  tapline compare net.safetensors --against io.npz --output y --tolerance 1e-4"
        })
final class CompareCommand implements Callable<Integer> {
    private static final int FAIL = 1;

    @Spec
    private CommandSpec spec;

    @Mixin
    private NetworkArguments network;

    @Option(
            names = "--against",
            paramLabel = "FILE",
            required = true,
            description = "A file with both tensors: safetensors, .npz or PyTorch's.")
    private Path against;

    @Option(
            names = "--input",
            paramLabel = "NAME",
            defaultValue = "input",
            description = "The name of the input in it (default: ${DEFAULT-VALUE}).")
    private String input;

    @Option(
            names = "--output",
            paramLabel = "NAME",
            defaultValue = "output",
            description = "The name of the output in it (default: ${DEFAULT-VALUE}).")
    private String output;

    @Option(
            names = "--tolerance",
            paramLabel = "T",
            defaultValue = "1e-5",
            description = "How far off a number may be, for 1 + |expected| (default: ${DEFAULT-VALUE}).")
    private float tolerance;

    @Parameters(paramLabel = "MODEL", description = "The weights: safetensors, .npz, or PyTorch's.")
    private Path model;

    @Override
    public Integer call() throws IOException {
        if (!(tolerance >= 0)) {
            throw new IllegalArgumentException("expected a --tolerance of at least 0, but got " + tolerance);
        }
        Module net = network.read(model);
        StateDict stored = StateDict.read(against);
        Tensor given = tensor(stored, input);
        Tensor expected = tensor(stored, output);
        Tensor found = GradMode.noGrad(() -> net.forward(inTypeOf(net, given)));
        Comparison comparison = Comparison.of(found, expected, tolerance);
        PrintWriter out = spec.commandLine().getOut();
        comparison.print(out);
        out.flush();
        return comparison.passes() ? 0 : FAIL;
    }

    private Tensor tensor(StateDict stored, String name) {
        try {
            return stored.tensor(name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(against + ": " + e.getMessage(), e);
        }
    }

    private static Tensor inTypeOf(Module net, Tensor input) {
        return net.parameters().stream()
                .findFirst()
                .map(Parameter::tensor)
                .map(parameter -> input.to(parameter.dtype()))
                .orElse(input);
    }
}
