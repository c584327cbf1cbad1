package tapline.viz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tapline.nn.Conv1d;
import tapline.nn.InceptionBlock;
import tapline.nn.ModuleSummary;
import tapline.nn.ReLU;
import tapline.nn.Sequential;
import tapline.nn.WaveNet;
import tapline.shape.Shape;

class NetworkPictureTest {
    @Test
    void everyLayerHasItsShapeAndNumbers() {
        Sequential net = Sequential.of(Conv1d.of(1, 8, 3).build(), new ReLU());
        assertThat(texts(draw(ModuleSummary.of(net.eval(), Shape.of(1, 1, 1002)))))
                .containsSubsequence(
                        "Sequential",
                        "32 parameters, 24,000 multiply-adds for an input of shape [1, 1, 1002]",
                        "input",
                        "[1, 1, 1002]",
                        "0: Conv1d(1, 8, kernel_size=(3,), stride=(1,))",
                        "[1, 8, 1000]",
                        "32",
                        "24,000",
                        "1: ReLU()",
                        "[1, 8, 1000]");
    }

    @Test
    void arrowsLeadOnlyThroughChains() {
        Drawing chain = draw(ModuleSummary.of(
                Sequential.of(new ReLU(), Sequential.of(new ReLU(), new ReLU())).eval(), Shape.of(1, 1, 9)));
        assertThat(arrows(chain)).isEqualTo(3);
        Drawing branches = draw(
                ModuleSummary.of(InceptionBlock.of(3, 4).bottleneck(0).build().eval(), Shape.of(1, 3, 9)));
        // From the input, and within the pool and the shortcut.
        assertThat(arrows(branches)).isEqualTo(3);
    }

    @Test
    void ofManyLayersTheInnermostAreLeftOut() {
        ModuleSummary summary =
                ModuleSummary.of(WaveNet.of(1, 2).stacks(2).build().eval(), Shape.of(1, 1, 9));
        assertThat(texts(draw(summary)))
                .contains("19: WaveNetBlock", "79 parts are not shown")
                .noneMatch(text -> text.startsWith("filter"));
    }

    @Test
    void thenThoseInTheMiddle() {
        Sequential net =
                Sequential.of(IntStream.range(0, 100).mapToObj(i -> new ReLU()).toList());
        assertThat(texts(draw(ModuleSummary.of(net.eval(), Shape.of(1, 1, 9)))))
                .contains("0: ReLU()", "29: ReLU()", "70: ReLU()", "99: ReLU()", "40 parts are not shown")
                .doesNotContain("30: ReLU()", "69: ReLU()");
    }

    private static Drawing draw(ModuleSummary summary) {
        return NetworkPicture.of(summary).draw(Theme.LIGHT);
    }

    private static List<String> texts(Drawing drawing) {
        return drawing.labels().stream().map(Mark.Label::text).toList();
    }

    private static long arrows(Drawing drawing) {
        return drawing.marks().stream().filter(Mark.Polygon.class::isInstance).count();
    }
}
