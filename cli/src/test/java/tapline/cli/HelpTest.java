package tapline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {
    private static final int WIDTH = 100;

    @ParameterizedTest
    @ValueSource(
            strings = {"tour", "apply", "run", "explain", "train", "predict", "stream", "inspect", "convert", "compare"
            })
    void eachCommandHasAnExample(String command) {
        String help = CommandRun.printed(command, "--help");

        assertThat(help).contains("\nUsage: tapline ").contains("Example").contains("\n  tapline " + command + " ");
        assertThat(help.lines()).allMatch(line -> line.length() <= WIDTH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"tour", "apply", "run", "explain", "train", "predict", "stream", "inspect", "convert", "compare"
            })
    void theCommandItselfNamesEachCommand(String command) {
        assertThat(CommandRun.printed("--help")).contains("\n  " + command + " ", "\n  tapline " + command);
    }

    @Test
    void noArgumentAtAllShowsTheHelp() {
        assertThat(CommandRun.printed()).isEqualTo(CommandRun.printed("--help"));
    }

    @Test
    void theVersionIsOneLine() {
        assertThat(CommandRun.printed("--version").lines())
                .singleElement()
                .asString()
                .startsWith("tapline ");
    }
}
