package tapline.cli.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import tapline.RandomCases;
import tapline.tensor.Generator;
import tapline.tensor.Tensor;
import tapline.train.EpochRecord;
import tapline.train.TrainingHistory;
import tapline.train.TrainingListener.Step;

/// The parts that a forecast is judged with.
class ForecastPartsTest {
    @Test
    void leastSquaresFindTheCoefficientsThatMadeTheData() {
        RandomCases.forEach(20, random -> {
            double[] wanted = random.doubles(5, -2, 2).toArray();
            NormalEquations equations = new NormalEquations(wanted.length);
            for (int row = 0; row < 40; row++) {
                double[] inputs = random.doubles(wanted.length, -1, 1).toArray();
                double output = 0;
                for (int i = 0; i < wanted.length; i++) {
                    output += wanted[i] * inputs[i];
                }
                equations.add(inputs, output);
            }
            double[] found = equations.solve(1e-14);
            for (int i = 0; i < wanted.length; i++) {
                assertThat(found[i]).isCloseTo(wanted[i], within(1e-9));
            }
        });
    }

    @Test
    void aSineIsAFunctionOfItsLastTwoSamples() {
        float[] values = new float[400];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.sin(i * 0.3);
        }
        Tensor series = Tensor.wrap(values, 1, values.length);

        Tensor forecast = LinearAutoregression.fit(series, 0, 300, 4, 0, 7).forecast(series);

        assertThat(forecast.slice(1, 10, 393).allClose(series.slice(1, 17, 400), 0, 1e-3))
                .isTrue();
    }

    @Test
    void theLevelOfASignalIsOfNoMatter() {
        int samples = 2000;
        int horizon = 3;
        Tensor series = new Generator(3).randn(1, samples);
        for (int i = 2; i < samples; i++) {
            float[] x = series.floats();
            x[i] += 1.6f * x[i - 1] - 0.8f * x[i - 2];
        }
        Tensor raised = series.add(101_325);

        double error = error(series, horizon);

        assertThat(error(raised, horizon)).isCloseTo(error, within(0.02 * error));
    }

    private static double error(Tensor series, int horizon) {
        int samples = series.size(1);
        Tensor made = LinearAutoregression.fit(series, 0, 1500, 20, 0, horizon).forecast(series);
        return new Forecasts(horizon, 1500, samples, series, List.of()).error(new Forecasts.Method("linear", made));
    }

    @Test
    void manyChannelsLeaveFewerTaps() {
        Tensor series = new Generator(3).randn(100, 60);

        LinearAutoregression linear = LinearAutoregression.fit(series, 0, 50, 1000, 0, 1);

        assertThat(linear.name()).isEqualTo("linear, 5 taps");
    }

    @Test
    void constantChannelsCanBeForecastToo() {
        Tensor series = Tensor.ones(2, 50);

        Tensor forecast = LinearAutoregression.fit(series, 0, 40, 3, 1, 2).forecast(series);

        assertThat(forecast.slice(1, 3, 50).allClose(Tensor.ones(1, 47), 0, 1e-3))
                .isTrue();
    }

    @Test
    void theProgressLineIsDrawnTenTimesASecondAndCleared() {
        StringWriter written = new StringWriter();
        AtomicLong clock = new AtomicLong(5_000_000_000L);
        ProgressLine progress = new ProgressLine(new PrintWriter(written), 2, 5, clock::get);

        for (int step = 1; step <= 10; step++) {
            clock.addAndGet(50_000_000);
            progress.onStep(new Step(1, 2, step, 10, 0.25));
        }
        progress.onEpoch(new EpochRecord(1, 0.25, 0.16, 0.1));
        clock.addAndGet(50_000_000);
        progress.onStep(new Step(2, 2, 10, 10, 0.09));
        progress.onEpoch(new EpochRecord(2, 0.25, 0.17, 0.1));
        progress.onEpoch(new EpochRecord(3, 0.25, 0.16, 0.1));
        clock.addAndGet(200_000_000);
        progress.onStep(new Step(4, 8, 10, 10, 0.09));
        progress.clear();

        assertThat(written.toString().split("\r"))
                .containsExactly(
                        "",
                        "[=                       ] epoch 1 of 2, error 1.000, 20 steps/s ",
                        "[====                    ] epoch 1 of 2, error 1.000, 20 steps/s ",
                        "[======                  ] epoch 1 of 2, error 1.000, 20 steps/s ",
                        "[========                ] epoch 1 of 2, error 1.000, 20 steps/s ",
                        "[===========             ] epoch 1 of 2, error 1.000, 20 steps/s ",
                        "[========================] epoch 2 of 2, error 0.6000, best 0.8000 (epoch 1), 20 steps/s ",
                        "[============            ] epoch 4 of 8, error 0.6000, best 0.8000 (epoch 1, 2 of 5 since), "
                                + "16 steps/s ",
                        "\033[K");
    }

    @Test
    void theProgressLineOfAResumedTrainingKnowsTheEpochsBefore() {
        StringWriter written = new StringWriter();
        AtomicLong clock = new AtomicLong();
        ProgressLine progress = new ProgressLine(new PrintWriter(written), 2, 5, clock::get);

        progress.onResume(
                new TrainingHistory(List.of(new EpochRecord(1, 0.25, 0.16, 0.1), new EpochRecord(2, 0.25, 0.17, 0.1))));
        progress.onEpoch(new EpochRecord(3, 0.25, 0.18, 0.1));
        clock.addAndGet(200_000_000);
        progress.onStep(new Step(4, 8, 10, 10, 0.09));

        assertThat(written.toString()).contains("best 0.8000 (epoch 1, 2 of 5 since)");
    }
}
