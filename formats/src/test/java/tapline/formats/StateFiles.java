package tapline.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.ValueLayout;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;

/// Files of tensors to test with, and what is in them.
final class StateFiles {
    static final List<String> MODELS = List.of("causal", "inception", "m5", "tcn");

    private StateFiles() {}

    /// The path of a file beside this class's resources.
    static Path path(String name) {
        try {
            return Path.of(StateFiles.class.getResource("state/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] bytes(String name) throws IOException {
        try (InputStream in = StateFiles.class.getResourceAsStream("state/" + name)) {
            return in.readAllBytes();
        }
    }

    static StateDict read(String name) throws IOException {
        return StateDict.read(path(name));
    }

    static StateDict read(byte[] content) throws IOException {
        return StateDict.read(new ByteArrayInputStream(content), "x");
    }

    static byte[] write(StateDict state, StateFormat format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        state.write(out, "x", format);
        return out.toByteArray();
    }

    static byte[] elements(StoredTensor tensor) {
        return tensor.bytes().toArray(ValueLayout.JAVA_BYTE);
    }

    /// The same names, types, shapes and elements, in any order.
    static void assertSame(StateDict actual, StateDict expected) {
        assertThat(actual.names()).containsExactlyInAnyOrderElementsOf(expected.names());
        expected.stored().forEach((name, tensor) -> {
            assertThat(actual.stored().get(name)).as(name).hasToString(tensor.toString());
            assertThat(elements(actual.stored().get(name))).as(name).isEqualTo(elements(tensor));
        });
    }

    /// The message with which a file's content is refused.
    static String refusal(byte[] content) {
        return Refusal.of(() -> read(content));
    }
}
