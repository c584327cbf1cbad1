package tapline.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `benchmarks/run startup`: how long a fresh process takes to its first result, and what it needs on the class
/// path.
@Command(
        name = "startup",
        header = "Time fresh processes from their start to their first convolution.",
        description = "%nThe programs are started in turn. One start of each comes first and does not count: LibTorch "
                + "unpacks its native libraries then.%n",
        footer = {"", "Example:", "  benchmarks/run startup --runs 20"})
final class StartupCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "10",
            description = "How often each is started (default: ${DEFAULT-VALUE}).")
    private int runs;

    @Override
    public Integer call() throws IOException {
        List<StartProgram> programs =
                List.of(StartProgram.tapline(), StartProgram.taplineWithVectors(), StartProgram.libTorch());
        Map<StartProgram, List<Double>> seconds = new LinkedHashMap<>();
        for (StartProgram program : programs) {
            program.run();
            seconds.put(program, new ArrayList<>());
        }
        for (int i = 0; i < Math.max(1, runs); i++) {
            for (StartProgram program : programs) {
                seconds.get(program).add(program.run());
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(Machine.current().describe());
        out.println();
        TextTable table = new TextTable(1).row(List.of("", "median", "10 %", "90 %", "jars", "bytes"));
        seconds.forEach((program, times) -> table.row(row(program, Samples.of(times))));
        table.print(out);
        return 0;
    }

    private static List<String> row(StartProgram program, Samples times) {
        return List.of(
                program.label(),
                Quantity.seconds(times.median()),
                Quantity.seconds(times.low()),
                Quantity.seconds(times.high()),
                Integer.toString(program.jars().size()),
                Quantity.bytes(program.bytes()));
    }
}
