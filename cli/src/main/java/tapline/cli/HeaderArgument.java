package tapline.cli;

import picocli.CommandLine.Option;
import tapline.formats.CsvHeader;

/// Whether a table begins with names.
public final class HeaderArgument {
    @Option(
            names = "--header",
            paramLabel = "WHEN",
            defaultValue = "detect",
            description =
                    "Whether a CSV file begins with names: detect, present or absent (default: ${DEFAULT-VALUE}).")
    private CsvHeader header;

    public CsvHeader header() {
        return header;
    }
}
