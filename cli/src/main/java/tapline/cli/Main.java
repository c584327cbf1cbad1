package tapline.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ScopeType;
import tapline.cli.tour.TourCommand;

/// The command `tapline`.
@Command(
        name = "tapline",
        header = "1-D convolution: PyTorch's Conv1d, explained, drawn, and applied to your own signals.",
        subcommands = {TourCommand.class, ApplyCommand.class, ExplainCommand.class},
        versionProvider = Main.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  tapline tour",
            "  tapline explain --length 10 --kernel-size 3 --stride 2 -o sliding.svg",
            "  tapline apply --kernel 0.5,0.5 ecg.csv -o smooth.csv"
        })
public final class Main {
    @CommandLine.Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help and exit.")
    private boolean help;

    @CommandLine.Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version and exit.")
    private boolean version;

    @CommandLine.Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Show where an error comes from.")
    boolean verbose;

    private static final int USAGE_WIDTH = 100;

    private Main() {}

    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(out, err, args));
    }

    /// Runs one command line.
    ///
    /// @return the exit code: 0, or 2 if the input was bad
    static int run(PrintWriter out, PrintWriter err, String... args) {
        Main main = new Main();
        CommandLine commandLine = new CommandLine(main)
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(USAGE_WIDTH);
        Errors errors = new Errors();
        commandLine.setParameterExceptionHandler(errors).setExecutionExceptionHandler(errors);
        return args.length == 0 ? commandLine.execute("--help") : commandLine.execute(args);
    }

    /// The version that the build wrote into the jar.
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"tapline " + (version == null ? "(not from a jar)" : version)};
        }
    }
}
