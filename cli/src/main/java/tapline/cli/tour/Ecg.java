package tapline.cli.tour;

import static java.lang.IO.println;
import static tapline.tensor.GradMode.noGrad;

import tapline.nn.CausalConv1d;
import tapline.nn.Conv1d;
import tapline.shape.Padding;
import tapline.tensor.Tensor;

/// Three filters for an electrocardiogram. The tour shows a method's lines and then runs it.
final class Ecg {
    private Ecg() {}

    static Tensor movingAverage(Tensor ecg) {
        // the mean of 13 samples, 36 ms: noise goes, beats stay
        Conv1d average = Conv1d.of(1, 1, 13).padding(Padding.SAME).bias(false).build();
        average.weight().set(Tensor.ones(1, 1, 13).div(13));
        Tensor smooth = noGrad(() -> average.forward(ecg));
        println(average);
        println(smooth.slice(2, 100, 106));
        return smooth;
    }

    static Tensor difference(Tensor ecg) {
        // half of what comes after less what went before, times 360 samples a second: the slope in mV/s
        Conv1d difference = Conv1d.of(1, 1, 3).padding(Padding.SAME).bias(false).build();
        difference.weight().set(Tensor.of(new float[][][] {{{-180, 0, 180}}}));
        Tensor slope = noGrad(() -> difference.forward(ecg));
        println(difference);
        println(slope.slice(2, 100, 106));
        return slope;
    }

    static Tensor dilatedCausal(Tensor ecg) {
        // what a sample has changed within the last 100 and 200 ms: taps 36 samples apart, none of them ahead
        CausalConv1d change = CausalConv1d.of(1, 1, 3).dilation(36).bias(false).build();
        change.weight().set(Tensor.of(new float[][][] {{{-0.5f, -0.5f, 1}}}));
        Tensor changed = noGrad(() -> change.forward(ecg));
        println(change);
        println("receptive field: " + change.conv1d().geometry(ecg.size(2)).receptiveField() + " samples");
        println(changed.slice(2, 100, 106));
        return changed;
    }
}
