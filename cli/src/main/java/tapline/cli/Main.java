package tapline.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ScopeType;
import tapline.cli.forecast.PredictCommand;
import tapline.cli.forecast.TrainCommand;
import tapline.cli.tour.TourCommand;
import tapline.formats.NamedOutputStream;

/// The command `tapline`.
@Command(
        name = "tapline",
        header = "1-D convolutional networks: explained, drawn, trained, and applied to your own signals, live too.",
        subcommands = {
            TourCommand.class,
            ApplyCommand.class,
            RunCommand.class,
            ExplainCommand.class,
            TrainCommand.class,
            PredictCommand.class,
            StreamCommand.class,
            InspectCommand.class,
            ConvertCommand.class,
            CompareCommand.class,
            InfoCommand.class
        },
        versionProvider = Main.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  tapline tour",
            "  tapline explain --length 10 --kernel-size 3 --stride 2 -o sliding.svg",
            "  tapline apply --kernel 0.5,0.5 ecg.csv -o smooth.csv",
            "  tapline run tcn.onnx ecg.csv -o result.csv",
            "  tapline train ecg.csv -o ecg.safetensors --plot forecast.svg",
            "  tapline predict ecg.safetensors ecg.csv -o forecast.csv",
            "  tapline stream ecg.safetensors --snapshot ecg.state < /dev/ttyUSB0",
            "  tapline inspect model.pt",
            "  tapline convert model.pt model.safetensors",
            "  tapline compare tcn.pt --architecture tcn.json --against io.safetensors"
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
        System.exit(run(new FileOutputStream(FileDescriptor.out), new FileOutputStream(FileDescriptor.err), args));
    }

    /// Runs one command line. What it prints to `System.out` goes to `out`; what it reads comes from `System.in`.
    ///
    /// @return the exit code: 0; 1 if a comparison failed; 2 if the input was bad; 141 if nobody reads the output
    ///     any more
    static int run(OutputStream out, OutputStream err, String... args) {
        NamedOutputStream standard = new NamedOutputStream("standard output", out);
        System.setOut(new PrintStream(standard, true, StandardCharsets.UTF_8));
        PrintWriter errors = new PrintWriter(err, true, StandardCharsets.UTF_8);
        boolean verbose = Arrays.asList(args).contains("--verbose");
        int code;
        try {
            code = execute(new PrintWriter(System.out, true, StandardCharsets.UTF_8), errors, args);
        } catch (OutOfMemoryError e) {
            code = Errors.report(errors, e, verbose);
        }
        System.out.flush();
        return standard.failure() == null ? code : Errors.reportOutput(errors, standard.failure(), verbose);
    }

    private static int execute(PrintWriter out, PrintWriter err, String... args) {
        CommandLine commandLine = new CommandLine(new Main())
                .setOut(out)
                .setErr(err)
                .registerConverter(float.class, new NumberArguments.Decimal())
                .registerConverter(double.class, new NumberArguments.LongDecimal())
                .registerConverter(Double.class, new NumberArguments.LongDecimal())
                .registerConverter(int.class, new NumberArguments.Whole())
                .registerConverter(Integer.class, new NumberArguments.Whole())
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
