package tapline.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tapline.tensor.Compute;

/// `tapline info`: what computes, and why.
@Command(
        name = "info",
        header = "Show which kernel computes convolutions, why, and with how many threads.",
        description = "%nWaits until the vector kernels are compiled, a second or so.%n",
        footer = {"", "Example:", "  tapline info"})
final class InfoCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Compute.warmUp();
        PrintWriter out = spec.commandLine().getOut();
        out.println("kernel: " + Compute.kernel() + " (" + Compute.kernelReason() + ")");
        out.println("threads: " + Compute.threads());
        out.println("java: " + System.getProperty("java.vm.name") + " " + Runtime.version());
        out.println("system: " + System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        return 0;
    }
}
