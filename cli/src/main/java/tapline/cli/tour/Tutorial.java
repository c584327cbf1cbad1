package tapline.cli.tour;

import static java.lang.IO.println;
import static tapline.tensor.GradMode.noGrad;

import tapline.nn.Conv1d;
import tapline.nn.Module;
import tapline.nn.Parameter;
import tapline.tensor.Generator;
import tapline.tensor.Tensor;

/// The cells of the tutorial "1D Convolutions with PyTorch", in Java: one method a cell, under the cell's number.
/// The tour shows a method's lines and then runs it, so what is shown is what ran; each prints what the tutorial
/// prints.
final class Tutorial {
    private Tutorial() {}

    static Tensor in2() {
        // my 1 dimensional data
        Tensor x = Tensor.of(
                new float[][][] {{{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}}}); // (batch_size, in_channels, input_length)
        println(x.shape());
        println(x);
        return x;
    }

    static Conv1d in3() {
        // Create 1d conv layer
        int inChannels = 1;
        int outChannels = 1;
        int kernelSize = 3;
        Conv1d myConv1d =
                Conv1d.of(inChannels, outChannels, kernelSize).bias(false).build();

        // Overwrite weights & bias
        myConv1d.weight().set(Tensor.ones(outChannels, inChannels, kernelSize));

        for (Parameter p : myConv1d.parameters()) {
            println(p.shape());
            println(p);
        }
        return myConv1d;
    }

    static void in4(Tensor x, Conv1d myConv1d) {
        Tensor output = noGrad(() -> myConv1d.forward(x));
        println("input    : " + x.toNumpyString());
        println("kernel   : " + myConv1d.weight().tensor().toNumpyString());
        println("output   : " + output.toNumpyString());
        println("out shape: " + output.shape().toTuple());
    }

    static void in5(Tensor x) {
        // Implementation using plain loops
        Tensor f = Tensor.of(0., 1., 2., 3., 4., 5., 6., 7., 8., 9.);
        Tensor g = Tensor.of(1., 1., 1.);

        int lIn = x.size(2);
        int padding = 0;
        int dilation = 1;
        int kernelSize = 3;
        int stride = 1;

        int lOut = (lIn + 2 * padding - dilation * (kernelSize - 1) - 1) / stride + 1;

        // slide the filter along input window, multiply, sum
        double[] output = new double[lOut];
        for (int i = 0; i < lOut; i++) {
            Tensor window = f.slice(0, i, i + kernelSize);
            output[i] = g.mul(window).sum().item();
            println("Step " + i + ": sum(" + window.toNumpyString() + "*" + g.toNumpyString() + ") = " + output[i]);
        }

        println("Final : " + Tensor.of(output).toNumpyString());
    }

    static void in6() {
        Generator.shared().manualSeed(0);
        Conv1d myConv1d = Conv1d.of(1, 2, 3).bias(false).build();

        for (Parameter p : myConv1d.parameters()) {
            println(p.shape());
            println(p);
        }
    }

    static void in7(Tensor x) {
        Conv1d myConv1d = Conv1d.of(1, 2, 3).bias(false).build();
        myConv1d.weight().set(Tensor.of(new float[][][] {{{1, 1, 1}}, {{2, 2, 2}}}));

        Tensor output = noGrad(() -> myConv1d.forward(x));
        println("input    : " + x.toNumpyString());
        println("kernel   :\n" + myConv1d.weight().tensor().toNumpyString());
        println("output   :\n" + output.toNumpyString());
        println("out shape: " + output.shape().toTuple());
    }

    static void in8(Tensor x) {
        Conv1d myConv1d =
                Conv1d.of(1, 1, 3).bias(false).stride(1).padding(0).dilation(1).build();
        myConv1d.weight().set(Tensor.ones(1, 1, 3));
        show(x, myConv1d, myConv1d.weight());
    }

    static void in9(Tensor x) {
        Conv1d myConv1d =
                Conv1d.of(1, 1, 3).bias(false).stride(2).padding(0).dilation(1).build();
        myConv1d.weight().set(Tensor.ones(1, 1, 3));
        show(x, myConv1d, myConv1d.weight());
    }

    static void in10(Tensor x) {
        Conv1d myConv1d =
                Conv1d.of(1, 1, 3).bias(false).stride(1).padding(1).dilation(1).build();
        myConv1d.weight().set(Tensor.ones(1, 1, 3));
        show(x, myConv1d, myConv1d.weight());
    }

    static void in11(Tensor x) {
        Conv1d myConv1d =
                Conv1d.of(1, 1, 3).bias(false).stride(1).padding(0).dilation(2).build();
        myConv1d.weight().set(Tensor.ones(1, 1, 3));
        show(x, myConv1d, myConv1d.weight());
    }

    static void in16(Tensor x) {
        Conv1d myConv1d =
                Conv1d.of(1, 1, 2).bias(false).stride(1).padding(0).dilation(1).build();
        myConv1d.weight().set(Tensor.ones(1, 1, 2).div(2));
        show(x, myConv1d, myConv1d.weight());
    }

    static void in14(Tensor x) {
        CausalConv1d myConv1d = new CausalConv1d(1, 1, 3, 1); // padding is (3 - 1)*1 = 2
        myConv1d.conv1d.weight().set(Tensor.ones(1, 1, 3));
        show(x, myConv1d, myConv1d.conv1d.weight());
    }

    static void show(Tensor x, Module myConv1d, Parameter weight) {
        Tensor output = noGrad(() -> myConv1d.forward(x));
        println("input    : " + x.toNumpyString());
        println("kernel   : " + weight.tensor().toNumpyString());
        println("output   : " + output.toNumpyString());
        println("out shape: " + output.shape().toTuple());
    }
}
