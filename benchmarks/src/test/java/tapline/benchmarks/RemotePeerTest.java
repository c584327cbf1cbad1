package tapline.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RemotePeerTest {
    private static final ConvShape SHAPE = Shapes.of("small", 2, 3, 4, 5, 1, 2, 1, 1, 40);

    /// Cannot compute anything.
    static final class Broken implements Peer {
        @Override
        public String name() {
            return "broken";
        }

        @Override
        public void prepare(ConvData data, int threads) {
            throw new AssertionError("on purpose, in a test");
        }

        @Override
        public void run() {}

        @Override
        public float[] result() {
            return new float[0];
        }

        @Override
        public void close() {}
    }

    @Test
    void anotherProcessGivesTheSameBitsAndItsOwnTimes() {
        ConvData data = ConvData.of(SHAPE);
        try (Peer here = new ScalarPeer();
                Peer there = new RemotePeer("scalar", ScalarPeer.class, Map.of())) {
            here.prepare(data, 1);
            there.prepare(data, 1);
            assertThat(there.result()).containsExactly(here.result());
            assertThat(there.seconds(100)).isPositive();

            there.prepare(data.magnitudes(), 1);
            here.prepare(data.magnitudes(), 1);
            assertThat(there.result()).containsExactly(here.result());
        }
    }

    @Test
    void aProcessThatEndsIsToldByName() {
        RemotePeer broken = new RemotePeer("broken", Broken.class, Map.of());

        assertThatThrownBy(() -> broken.prepare(ConvData.of(SHAPE), 1))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("broken")
                .hasMessageContaining("on purpose");
        broken.close();
    }
}
