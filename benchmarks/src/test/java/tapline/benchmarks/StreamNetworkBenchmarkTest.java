package tapline.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whole networks are measured as they are stepped.
class StreamNetworkBenchmarkTest {
    private static final double SECONDS = 0.01;

    @ParameterizedTest
    @ValueSource(ints = {1, 16})
    void everyNetworkIsMeasured(int frames) {
        assertThat(StreamNetwork.ALL).allSatisfy(network -> {
            StreamNetworkResult result = new StreamNetworkBenchmark(SECONDS).run(network, frames);
            assertThat(result.seconds()).isPositive();
            assertThat(result.row()).hasSameSizeAs(StreamNetworkResult.header());
        });
    }
}
