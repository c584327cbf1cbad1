package tapline.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Each library computes each kind of convolution as Tapline does: a wrong parameter in one of them would show.
class PeersTest {
    static Stream<Arguments> cases() {
        List<ConvShape> shapes = List.of(
                Shapes.of("plain", 2, 3, 4, 5, 1, 0, 1, 1, 40),
                Shapes.of("strided", 1, 4, 6, 3, 3, 2, 1, 1, 41),
                Shapes.of("dilated", 2, 4, 6, 3, 2, 7, 4, 1, 60),
                Shapes.of("grouped", 3, 6, 4, 5, 1, 2, 1, 2, 33),
                Shapes.of("depthwise", 1, 8, 8, 4, 1, 3, 2, 8, 50),
                Shapes.of("pointwise", 1, 16, 8, 1, 1, 0, 1, 1, 64),
                Shapes.of("wide", 1, 1, 300, 10, 5, 0, 1, 1, 200),
                new ConvShape("long", "a test", 2, 3, 2, 100, 1, 70, 1, 1, 300, "long"));
        return Stream.of(PeerLibrary.values())
                .flatMap(library -> shapes.stream().filter(library::takes).map(shape -> Arguments.of(library, shape)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void resultsAgree(PeerLibrary library, ConvShape shape) {
        ConvData data = ConvData.of(shape);
        float[] magnitudes = result(PeerLibrary.TAPLINE, data.magnitudes());
        Agreement agreement = new Agreement(shape.terms(), result(PeerLibrary.TAPLINE, data), magnitudes);

        assertThat(agreement.deviation(result(library, data))).isLessThanOrEqualTo(1);
    }

    private static float[] result(PeerLibrary library, ConvData data) {
        try (Peer peer = library.get()) {
            peer.prepare(data, 1);
            peer.run();
            return peer.result();
        }
    }
}
