package tapline.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NanoHistogramTest {
    @Test
    void quantilesAreTimesThatWereMeasured() {
        NanoHistogram histogram = new NanoHistogram();
        for (long nanos : new long[] {30, 20, 20, 50, 2_000_000}) {
            histogram.add(nanos);
        }

        assertThat(histogram.count()).isEqualTo(5);
        assertThat(histogram.quantile(0.4)).isEqualTo(20);
        assertThat(histogram.quantile(0.5)).isEqualTo(30);
        assertThat(histogram.quantile(0.8)).isEqualTo(50);
        assertThat(histogram.quantile(1)).isEqualTo(2_000_000);
        assertThat(histogram.longest()).isEqualTo(2_000_000);
    }

    @Test
    void everyCallIsCounted() {
        int[] calls = new int[1];
        NanoHistogram histogram = new NanoHistogram();
        histogram.fill(() -> calls[0]++, 10);
        histogram.fill(() -> calls[0]++, 1000);

        assertThat(calls[0]).isEqualTo(1010);
        assertThat(histogram.count()).isEqualTo(1000);
        assertThat(histogram.longest()).isGreaterThanOrEqualTo(histogram.quantile(0.5));
    }

    @Test
    void stepsAndTheTimerAreMeasured() {
        LatencyResult result = new StepLatency(1000).measure(new StreamLayer(3, 4, 2));

        assertThat(result.steps().count()).isEqualTo(1000);
        assertThat(result.timer().count()).isEqualTo(1000);
        List<String> header = LatencyResult.header();
        assertThat(result.rows()).allSatisfy(row -> assertThat(row).hasSameSizeAs(header));
    }
}
