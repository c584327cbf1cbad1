package tapline.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.function.IntFunction;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class TrainingBenchmarkTest {
    private static final IntFunction<Trainer> RIGHT = _ -> trainer(1);
    private static final IntFunction<Trainer> WRONG = _ -> trainer(2);
    private static final IntFunction<Trainer> WRONG_WITH_ONE_DNN =
            _ -> trainer(torch.globalContext().userEnabledMkldnn() ? 2 : 1);

    @Test
    void whatIsRightIsMeasuredAsItIs() {
        TrainingResult result = run(RIGHT);
        assertThat(result.isRight()).isTrue();
        assertThat(result.note()).isEmpty();
    }

    @Test
    void whatIsWrongWithOneDnnIsMeasuredWithoutAndDoesNotCount() {
        TrainingResult result = run(WRONG_WITH_ONE_DNN);
        assertThat(result.isRight()).isTrue();
        assertThat(torch.globalContext().userEnabledMkldnn()).isTrue();
        assertThat(printed(result)).contains("without oneDNN").doesNotContain("mean");
    }

    @Test
    void whatStaysWrongIsNotTimed() {
        TrainingResult result = run(WRONG);
        assertThat(result.isRight()).isFalse();
        assertThat(torch.globalContext().userEnabledMkldnn()).isTrue();
        assertThat(printed(result)).contains("not timed");
    }

    private static TrainingResult run(IntFunction<Trainer> libtorch) {
        return new TrainingBenchmark(0.01).run(new TrainingTask("task", "class", 1, RIGHT, libtorch), 1);
    }

    private static String printed(TrainingResult result) {
        StringWriter text = new StringWriter();
        TrainingTable.print(List.of(result), new PrintWriter(text, true));
        return text.toString();
    }

    private static Trainer trainer(float outcome) {
        return new Trainer() {
            @Override
            public void step() {}

            @Override
            public List<float[]> outcome() {
                return List.of(new float[] {outcome});
            }

            @Override
            public void close() {}
        };
    }
}
