package tapline.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryUseTest {
    private static final String NETWORK = "ecg-tcn";

    @Test
    void bothLibrariesTrainAlikeAndTakeMemory() throws IOException {
        MemoryUse libtorch = MemoryUse.ofLibTorch(NETWORK, TrainingTask.CHECKED_STEPS);
        MemoryUse tapline =
                MemoryUse.ofTapline(NETWORK, TrainingTask.CHECKED_STEPS, List.of("-XX:+UseSerialGC", "-Xmx256m"));

        assertThat(libtorch.peak()).isGreaterThan(libtorch.before());
        assertThat(tapline.peak()).isGreaterThan(tapline.before());
        assertThat(tapline.isAsGoodAs(libtorch)).isTrue();
        assertThat(new MemoryUse(0, 1, List.of()).isAsGoodAs(libtorch)).isFalse();
    }

    @Test
    void aHeapThatIsTooSmallIsToldWithItsOptions() {
        assertThatThrownBy(() -> MemoryUse.ofTapline(NETWORK, TrainingTask.CHECKED_STEPS, List.of("-Xmx4m")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(NETWORK)
                .hasMessageContaining("-Xmx4m");
    }
}
