package tapline.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import tapline.GradCheck;
import tapline.shape.ShapeException;
import tapline.tensor.Activations;
import tapline.tensor.DType;
import tapline.tensor.DTypeException;
import tapline.tensor.Reduction;
import tapline.tensor.Tensor;

class LossTest {
    @Test
    void gradientsAreThoseOfNumericDifferences() {
        Tensor labels = Tensor.of(new double[][] {{0, 2, 1, 0}, {1, 1, -100, 2}});
        Tensor weight = Tensor.of(new double[] {0.5, 2, 1});
        for (Reduction reduction : List.of(Reduction.NONE, Reduction.MEAN, Reduction.SUM)) {
            for (Loss loss : List.of(
                    new MSELoss(reduction),
                    new L1Loss(reduction),
                    new SmoothL1Loss(reduction, 0.3),
                    new HuberLoss(reduction, 0.4),
                    new BCEWithLogitsLoss(reduction, weight.reshape(3, 1), weight.reshape(3, 1)),
                    new KLDivLoss(reduction, true),
                    new CrossEntropyLoss(reduction, weight, -100, 0.1))) {
                GradCheck.check(
                        in -> loss.forward(in.get(0), in.get(1)),
                        List.of(
                                GradCheck.random(2, 3, 4),
                                GradCheck.random(2, 3, 4).add(0.1)));
            }
            GradCheck.check(
                    in -> new BCELoss(reduction, null)
                            .forward(Activations.sigmoid(in.get(0)), Activations.sigmoid(in.get(1))),
                    List.of(GradCheck.random(2, 3), GradCheck.random(2, 3).mul(0.5)));
            for (Loss loss :
                    List.of(new NLLLoss(reduction, weight, -100), new CrossEntropyLoss(reduction, weight, -100, 0.2))) {
                GradCheck.check(in -> loss.forward(in.get(0), labels), List.of(GradCheck.random(2, 3, 4)));
            }
        }
    }

    @Test
    void onlyDivergencesHaveAMeanOverTheBatch() {
        Tensor input = GradCheck.random(2, 3);
        Tensor target = Activations.softmax(GradCheck.random(2, 3), 1);
        for (Loss loss : List.of(
                new MSELoss(Reduction.BATCH_MEAN),
                new L1Loss(Reduction.BATCH_MEAN),
                new SmoothL1Loss(Reduction.BATCH_MEAN, 0.3),
                new HuberLoss(Reduction.BATCH_MEAN, 0.4),
                new BCEWithLogitsLoss(Reduction.BATCH_MEAN, null, null),
                new BCELoss(Reduction.BATCH_MEAN, null),
                new NLLLoss(Reduction.BATCH_MEAN, null, -100),
                new CrossEntropyLoss(Reduction.BATCH_MEAN, null, -100, 0.1))) {
            assertThatThrownBy(() -> loss.forward(
                            Activations.sigmoid(input), loss instanceof NLLLoss ? Tensor.of(1.0, 0) : target))
                    .hasMessage("batchmean is not a valid value for reduction");
        }
        for (boolean logTarget : new boolean[] {false, true}) {
            GradCheck.check(
                    in -> new KLDivLoss(Reduction.BATCH_MEAN, logTarget).forward(in.get(0), target), List.of(input));
        }
    }

    @Test
    void aLabelThatIsNoClassIsNamed() {
        Loss loss = new CrossEntropyLoss();
        assertThatThrownBy(() -> loss.forward(Tensor.zeros(2, 3), Tensor.of(0f, 3f)))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("Target 3 is out of bounds. Row 1 has label 3, but there are 3 classes");
        assertThatThrownBy(() -> loss.forward(Tensor.zeros(2, 3), Tensor.of(0f, 0.5f)))
                .isInstanceOf(DTypeException.class)
                .hasMessage("expected class labels that are whole numbers, but row 1 has 0.5");
    }

    @Test
    void shapesThatDoNotGoTogetherAreRefusedInPyTorchsWords() {
        assertThatThrownBy(() -> new CrossEntropyLoss().forward(Tensor.zeros(2, 3), Tensor.zeros(3)))
                .isInstanceOf(ShapeException.class)
                .hasMessage("Expected input batch_size (2) to match target batch_size (3).");
        assertThatThrownBy(() -> new NLLLoss().forward(Tensor.zeros(2, 3, 4), Tensor.zeros(2, 3)))
                .isInstanceOf(ShapeException.class)
                .hasMessage("Expected target size [2, 4], got [2, 3]");
    }

    @Test
    void ignoredRowsCountForNothing() {
        Tensor input = GradCheck.random(3, 4);
        Tensor some = new CrossEntropyLoss().forward(input, Tensor.of(1.0, -100, 2));
        Tensor kept = Tensor.cat(List.of(input.slice(0, 0, 1), input.slice(0, 2, 3)), 0);
        assertThat(some.allClose(new CrossEntropyLoss().forward(kept, Tensor.of(1.0, 2))))
                .isTrue();
        assertThat(new CrossEntropyLoss()
                        .forward(input, Tensor.full(-100, DType.FLOAT64, 3))
                        .item())
                .isNaN();
    }
}
