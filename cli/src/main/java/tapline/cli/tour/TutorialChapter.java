package tapline.cli.tour;

import static java.lang.IO.println;

import tapline.nn.Conv1d;
import tapline.shape.ConvGeometry;
import tapline.tensor.Tensor;
import tapline.viz.GeometryText;

/// The tutorial: each cell's lines, and what they print.
final class TutorialChapter {
    private static final Listing TUTORIAL = Listing.of(Tutorial.class);

    private TutorialChapter() {}

    static void run() {
        println("== 1D convolutions, as the tutorial has them in PyTorch ==");
        cell(2, TUTORIAL.method("in2"));
        Tensor x = Tutorial.in2();
        cell(3, TUTORIAL.method("in3"));
        Conv1d myConv1d = Tutorial.in3();
        cell(4, TUTORIAL.method("in4"));
        Tutorial.in4(x, myConv1d);
        cell(5, TUTORIAL.method("in5"));
        Tutorial.in5(x);
        formula(myConv1d.geometry(x.size(2)), x.size(2));
        cell(6, TUTORIAL.method("in6"));
        Tutorial.in6();
        cell(7, TUTORIAL.method("in7"));
        Tutorial.in7(x);

        println("\n-- from here on, cells end with this --\n");
        println(indented(TUTORIAL.wholeMethod("show")));
        cell(8, TUTORIAL.method("in8"));
        Tutorial.in8(x);
        cell(9, TUTORIAL.method("in9"));
        Tutorial.in9(x);
        cell(10, TUTORIAL.method("in10"));
        Tutorial.in10(x);
        cell(11, TUTORIAL.method("in11"));
        Tutorial.in11(x);
        cell(16, TUTORIAL.method("in16"));
        Tutorial.in16(x);

        println("\n-- a causal convolution: no result depends on a later sample --");
        cell(13, Listing.of(CausalConv1d.class).type());
        cell(14, TUTORIAL.method("in14"));
        Tutorial.in14(x);
        libraryHasIt(x);
    }

    private static void cell(int number, String source) {
        println("\nIn [" + number + "]:");
        println(indented(source));
        println("");
    }

    private static String indented(String source) {
        return source.indent(4).stripTrailing().replace("\n    \n", "\n\n");
    }

    private static void formula(ConvGeometry geometry, int length) {
        println("\n" + GeometryText.FORMULA);
        println(GeometryText.outputLength(geometry, length));
    }

    private static void libraryHasIt(Tensor x) {
        tapline.nn.CausalConv1d causal =
                tapline.nn.CausalConv1d.of(1, 1, 3).bias(false).build();
        causal.weight().set(Tensor.ones(1, 1, 3));
        CausalConv1d tutorials = new CausalConv1d(1, 1, 3, 1);
        tutorials.conv1d.weight().set(Tensor.ones(1, 1, 3));
        boolean same = causal.forward(x).equal(tutorials.forward(x));
        println("\nThe library's own, which computes nothing that is dropped:");
        println(indented("CausalConv1d.of(1, 1, 3).bias(false).build()"));
        println("equal: " + same);
    }
}
