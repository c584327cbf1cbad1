package tapline.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import tapline.shape.ShapeException;
import tapline.tensor.DTypeException;
import tapline.tensor.Tensor;

class SignalTest {
    private final Tensor two = Tensor.of(new float[][] {{1, 2, 3}, {4, 5, 6}});

    @Test
    void aVectorIsOneChannel() {
        Signal signal = Signal.of(Tensor.of(1f, 2f, 3f), 8000);
        assertThat(signal.channels()).isEqualTo(1);
        assertThat(signal.length()).isEqualTo(3);
        assertThat(signal.channelNames()).containsExactly("");
        assertThat(signal.sampleRate()).hasValue(8000);
    }

    @Test
    void channelsAreSelectedInTheOrderAskedFor() {
        Signal signal = Signal.of(two).withChannelNames(List.of("a", "b")).select(1, 0, 1);
        assertThat(signal.channelNames()).containsExactly("b", "a", "b");
        assertThat(signal.samples().floats()).containsExactly(4, 5, 6, 1, 2, 3, 4, 5, 6);
    }

    @Test
    void namesStayWithAsManyOtherSamples() {
        Signal signal = Signal.of(two, 5).withChannelNames(List.of("a", "b"));
        assertThat(signal.withSamples(Tensor.zeros(2, 9)).channelNames()).containsExactly("a", "b");
        assertThat(signal.withSamples(Tensor.zeros(1, 9)).channelNames()).containsExactly("");
        assertThat(signal.withSamples(Tensor.zeros(1, 9)).sampleRate()).hasValue(5);
    }

    @Test
    void whatIsNoSignalIsRefused() {
        assertThatThrownBy(() -> Signal.of(Tensor.zeros(1, 2, 3)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("[1, 2, 3]");
        assertThatThrownBy(() -> Signal.of(Tensor.zeros(0))).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> Signal.of(Tensor.of(1.0)))
                .isInstanceOf(DTypeException.class)
                .hasMessage("a signal needs float32 samples, but got float64");
        assertThatThrownBy(() -> Signal.of(two).withChannelNames(List.of("a")))
                .hasMessage("a signal of 2 channels needs as many names, but got 1");
        for (double rate : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> new Signal(two, List.of(), OptionalDouble.of(rate)))
                    .hasMessage("a sample rate must be positive and finite, but got " + rate);
        }
    }
}
