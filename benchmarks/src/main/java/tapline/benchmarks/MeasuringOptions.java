package tapline.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// What every command that measures can be told.
class MeasuringOptions {
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "1",
            description = "Seconds of samples for each library and row; warming up takes up to three times as long "
                    + "(default: ${DEFAULT-VALUE}).")
    private double seconds;

    @Option(names = "--json", paramLabel = "FILE", description = "Write everything that was measured into this file.")
    private Path json;

    double seconds() {
        return seconds;
    }

    /// Whether the numbers are above 0.
    boolean areInRange() {
        return seconds > 0;
    }

    /// Where everything that is measured is wanted; null for nowhere.
    Path json() {
        return json;
    }

    /// Writes it there.
    void write(Map<String, ?> measured) throws IOException {
        MAPPER.writeValue(json.toFile(), measured);
    }

    ParameterException problem(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
