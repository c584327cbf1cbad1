package tapline.benchmarks;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// The command `benchmarks/run`.
@Command(
        name = "benchmarks/run",
        header = "Measures Tapline beside other libraries, on convolutions and networks of published models.",
        subcommands = {
            PeersCommand.class,
            NetworksCommand.class,
            TrainingCommand.class,
            StreamingCommand.class,
            MemoryCommand.class,
            StartupCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  benchmarks/run peers --only tiny",
            "  benchmarks/run peers --threads 1,2 --json results.json -o ratios.svg",
            "  benchmarks/run networks --threads 1,2",
            "  benchmarks/run training --threads 1,2",
            "  benchmarks/run streaming",
            "  benchmarks/run memory",
            "  benchmarks/run startup"
        })
final class Main {
    private static final int USAGE_WIDTH = 100;
    private static final int BAD_INPUT = 2;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help and exit.")
    private boolean help;

    private Main() {}

    public static void main(String[] args) {
        CommandLine commandLine = new CommandLine(new Main())
                .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(USAGE_WIDTH)
                .setExecutionExceptionHandler((e, command, _) -> {
                    command.getErr().println("benchmarks: " + e);
                    return BAD_INPUT;
                });
        System.exit(commandLine.execute(args.length == 0 ? new String[] {"--help"} : args));
    }
}
