package tapline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import org.junit.jupiter.api.Test;

/// The README's Java is compiled and run, block after block, and prints what stands behind each block.
class ReadmeTest {
    private static final Pattern EXAMPLE = Pattern.compile("```java\n(.*?)```\n```text\n(.*?)```", Pattern.DOTALL);

    @Test
    void examplesPrintWhatTheReadmeSays() throws IOException {
        String readme = Files.readString(Path.of("../README.md"));
        Matcher example = EXAMPLE.matcher(readme);
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream standard = System.out;
        int examples = 0;
        try (JShell shell = JShell.builder().executionEngine("local").build()) {
            shell.addToClasspath(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            while (example.find()) {
                printed.reset();
                run(shell, example.group(1));
                assertThat(printed.toString(StandardCharsets.UTF_8))
                        .as(example.group(1))
                        .isEqualTo(example.group(2));
                examples++;
            }
        } finally {
            System.setOut(standard);
        }
        assertThat(examples).isPositive().isEqualTo((int)
                Pattern.compile("```java").matcher(readme).results().count());
    }

    private static void run(JShell shell, String source) {
        String rest = source;
        while (!rest.isBlank()) {
            CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(rest);
            assertThat(next.source()).as("a statement in %s", rest).isNotNull();
            for (SnippetEvent event : shell.eval(next.source())) {
                assertThat(event.exception()).as(next.source()).isNull();
                assertThat(event.status())
                        .as(() -> next.source() + diagnostics(shell, event.snippet()))
                        .isEqualTo(Snippet.Status.VALID);
            }
            rest = next.remaining();
        }
    }

    private static String diagnostics(JShell shell, Snippet snippet) {
        StringBuilder text = new StringBuilder();
        shell.diagnostics(snippet).forEach(d -> text.append('\n').append(d.getMessage(null)));
        return text.toString();
    }
}
