package tapline.cli;

import picocli.CommandLine.Option;
import tapline.viz.Theme;

/// How pictures are coloured.
public final class ThemeArgument {
    private enum Choice {
        LIGHT,
        DARK
    }

    @Option(
            names = "--theme",
            paramLabel = "THEME",
            defaultValue = "light",
            description = "The colours of pictures: light or dark (default: ${DEFAULT-VALUE}).")
    private Choice choice;

    public Theme theme() {
        return choice == Choice.DARK ? Theme.DARK : Theme.LIGHT;
    }
}
