package tapline.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A stepped layer is measured only if all libraries agree with it: a wrong window would end the run.
class StreamBenchmarkTest {
    private static final double SECONDS = 0.01;

    @ParameterizedTest
    @ValueSource(ints = {1, 16})
    void everyLibraryIsMeasured(int frames) {
        StreamResult result = new StreamBenchmark(SECONDS).run(new StreamLayer(3, 4, 2), frames);

        assertThat(result.peers().keySet()).containsExactlyElementsOf(StreamBenchmark.peers());
        assertThat(result.limit()).isPositive();
        assertThat(result.row()).hasSameSizeAs(StreamResult.header(StreamBenchmark.peers()));
    }
}
