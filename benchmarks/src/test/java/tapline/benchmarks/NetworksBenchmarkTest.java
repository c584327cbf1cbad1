package tapline.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A network is timed only where all libraries make the same of it: a wrong word in its description would show.
class NetworksBenchmarkTest {
    private static final double SECONDS = 0.01;

    static Stream<NetworkTask> tasks() {
        return NetworkTask.all().stream();
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void allLibrariesAgree(NetworkTask task) {
        NetworkResult result = new NetworksBenchmark(SECONDS).run(task, 2, 1);

        assertThat(result.runs())
                .extracting(NetworkResult.Run::library)
                .containsExactly("tapline", "tapline_plain", "libtorch", "onnxruntime");
        assertThat(result.isRight()).isTrue();
    }
}
