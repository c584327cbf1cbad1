package tapline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tapline.tensor.Functional;
import tapline.tensor.Tensor;

class ExplainTest {
    @TempDir
    private Path folder;

    @Test
    void showsWhichSamplesMeetWhichTaps() {
        String text = CommandRun.printed("explain --length 6 --kernel-size 3 --stride 2 --padding 1".split(" "));

        assertThat(text).isEqualTo("""
                        L_out = floor((L_in + 2*padding - dilation*(kernel_size-1) - 1)/stride) + 1
                        L_out = floor((6 + 2*1 - 1*(3-1) - 1)/2) + 1 = 3

                        step  tap 0  tap 1  tap 2  output
                           0    pad   x[0]   x[1]    y[0]
                           1   x[1]   x[2]   x[3]    y[1]
                           2   x[3]   x[4]   x[5]    y[2]

                        receptive field: 3 samples
                        latency: 1 sample
                        """);
    }

    @Test
    void computesTheOutputAsTheLibraryDoes() {
        String text = CommandRun.printed(
                "explain --values 0.1,0.7,nan,3e20 --kernel -0.3,1.1 --padding 1 --padding-mode circular".split(" "));
        float[] output = Functional.conv1d(Tensor.of(new float[][] {{3e20f, 0.1f, 0.7f}}), Tensor.of(new float[][][] {
                    {{-0.3f, 1.1f}}
                }))
                .floats();

        assertThat(text)
                .contains("y[0] = " + Float.toString(output[0]).replace('E', 'e') + "\n")
                .contains("y[1] = " + output[1] + "\n", "y[2] = nan\n", "x[3] = 3e20");
    }

    @Test
    void showsWhereAStackEnds() {
        assertThat(CommandRun.printed("explain --layers 4 --kernel-size 2 --causal".split(" ")))
                .isEqualTo(CommandRun.printed("explain --layers 1,2,4,8 --kernel-size 2 --causal".split(" ")))
                .endsWith("\nreceptive field: 16 samples\n");
    }

    @Test
    void leavesStepsOutThatNobodyReads() {
        String text = CommandRun.printed("explain --length 2000000000 --kernel-size 1000".split(" "));

        assertThat(text.lines().count()).isLessThan(60);
        assertThat(text).contains(" ... ", "x[1999999999]", "y[1999999000]").contains("tap 999");
        assertThat(text.lines()).allMatch(line -> line.length() < 200);
    }

    @Test
    void aHugePaddingNeedsNoMemory() {
        assertThat(CommandRun.printed("explain --values 1,2 --kernel 1,1 --padding 1000000000".split(" ")))
                .contains("= 2000000001\n", "y[2000000000] = 0\n");
    }

    @Test
    void drawsHugeRequestsToo() throws IOException {
        Path layer = folder.resolve("layer.svg");
        Path stack = folder.resolve("stack.PNG");
        CommandRun.printed("explain", "--length", "2000000000", "-o", layer.toString());
        CommandRun.printed("explain", "--length", "2000000000", "--layers", "1,2", "-o", stack.toString());

        assertThat(layer).content().contains("step 1999999997");
        assertThat(Files.readAllBytes(stack)).startsWith(0x89, 'P', 'N', 'G');
    }

    @Test
    void picturesShowTheOutputThatFollows() throws IOException {
        Path picture = folder.resolve("difference.svg");
        CommandRun.printed("explain", "--values", "1,4,9,16", "--kernel", "-1,1", "-o", picture.toString());

        assertThat(picture).content().contains(">3<", ">5<", ">7<").doesNotContain(">y0<");
    }
}
