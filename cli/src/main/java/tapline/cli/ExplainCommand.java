package tapline.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tapline.formats.OutputFiles;
import tapline.shape.ConvGeometry;
import tapline.shape.ConvOptions;
import tapline.shape.Shape;
import tapline.shape.ShapeException;
import tapline.viz.CausalStackPicture;
import tapline.viz.Drawing;
import tapline.viz.PictureFile;
import tapline.viz.SlidingKernelPicture;
import tapline.viz.Theme;

/// `tapline explain`: what a convolution does, step by step.
@Command(
        name = "explain",
        header = "Show what a convolution does, step by step.",
        description = "%nPrints the length of its output, which inputs meet which taps at each step, and its receptive "
                + "field; with several layers, how far back the last output sees. Draws it with -o.%n",
        footer = {
            "",
            "Examples:",
            "  tapline explain --length 10 --kernel-size 3 --stride 2 --dilation 2 --padding 1",
            "  tapline explain --values 1,4,9,16 --kernel -1,1 -o difference.svg",
            "  tapline explain --causal --kernel-size 2 --layers 1,2,4,8 -o stack.png --theme dark"
        })
final class ExplainCommand implements Callable<Integer> {
    private static final int DEFAULT_LENGTH = 10;
    private static final int DEFAULT_KERNEL_SIZE = 3;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--length",
            paramLabel = "N",
            description = "Samples of the input (default: as many as --values has, or 10).")
    private Integer length;

    @Option(
            names = "--kernel-size",
            paramLabel = "N",
            description = "Taps of the kernel (default: as many as --kernel has, or 3).")
    private Integer kernelSize;

    @Option(names = "--values", paramLabel = "X", split = ",", description = "The samples, as in 1,4,9,16.")
    private float[] values;

    @Option(
            names = {"-k", "--kernel"},
            paramLabel = "TAPS",
            split = ",",
            description = "The taps, as in 0.5,0.5.")
    private float[] kernel;

    @Mixin
    private ConvArguments convolution;

    @Option(
            names = "--layers",
            paramLabel = "N",
            split = ",",
            description =
                    "Several layers, one on the other: the dilation of each, from the input up, as in 1,2,4,8; or "
                            + "how many there are, with dilations 1, 2, 4, ...")
    private int[] layers;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            description = "Draw it into this .svg or .png file.")
    private Path out;

    @Mixin
    private ThemeArgument theme;

    @Override
    public Integer call() throws IOException {
        int samples = count("--length", length, "--values", values, DEFAULT_LENGTH);
        int taps = count("--kernel-size", kernelSize, "--kernel", kernel, DEFAULT_KERNEL_SIZE);
        ConvArguments.requirePositive("--length", samples);
        ConvArguments.requirePositive("--kernel-size", taps);
        Explanation explanation = layers == null ? explainLayer(samples, taps) : explainStack(samples, taps);
        try (OutputFiles files = new OutputFiles()) {
            if (out != null) {
                byte[] picture = PictureFile.encode(explanation.picture().draw(theme.theme()), out);
                files.add(out, file -> file.write(picture));
            }
            // Text that was printed can't be taken back, so it waits until nothing else can go wrong.
            explanation.text().accept(spec.commandLine().getOut());
            files.commit();
        }
        return 0;
    }

    /// Neither is made before it is needed.
    private record Explanation(Consumer<PrintWriter> text, Picture picture) {}

    private interface Picture {
        Drawing draw(Theme theme);
    }

    private static int count(String countName, Integer count, String listName, float[] list, int otherwise) {
        if (list == null) {
            return count == null ? otherwise : count;
        }
        if (count != null && count != list.length) {
            throw new ShapeException("expected " + count + " numbers in " + listName + ", as " + countName
                    + " says, but got " + list.length);
        }
        return list.length;
    }

    private Explanation explainLayer(int samples, int taps) {
        ConvGeometry geometry = geometry(convolution.options(), samples, taps);
        SlidingKernelPicture picture = SlidingKernelPicture.of(geometry, samples);
        if (values != null) {
            picture.input(values);
        }
        if (kernel != null) {
            picture.kernel(kernel);
        }
        return new Explanation(new LayerText(geometry, samples, values, kernel)::print, picture::draw);
    }

    private Explanation explainStack(int samples, int taps) {
        if (values != null || kernel != null) {
            throw new ShapeException("--values and --kernel are for one layer, but got --layers too");
        }
        List<ConvGeometry> stack = new ArrayList<>();
        int reached = samples;
        for (int dilation : dilations()) {
            ConvArguments.requirePositive("each of --layers", dilation);
            ConvGeometry geometry = geometry(convolution.options().dilation(dilation), reached, taps);
            stack.add(geometry);
            reached = geometry.outputLength(reached);
        }
        ConvGeometry.receptiveField(stack);
        return new Explanation(
                text -> StackText.print(stack, samples, text),
                colours -> CausalStackPicture.of(stack).length(samples).draw(colours));
    }

    private int[] dilations() {
        if (layers.length != 1) {
            return layers;
        }
        if (layers[0] < 1 || layers[0] > Integer.SIZE - 2) {
            throw new ShapeException("expected between 1 and " + (Integer.SIZE - 2) + " layers, but got " + layers[0]);
        }
        int[] doubling = new int[layers[0]];
        for (int i = 0; i < doubling.length; i++) {
            doubling[i] = 1 << i;
        }
        return doubling;
    }

    private static ConvGeometry geometry(ConvOptions options, int samples, int taps) {
        ConvGeometry geometry = options.geometry(Shape.of(1, 1, taps), samples);
        long padded = (long) samples + geometry.padLeft() + geometry.padRight();
        if (padded > Integer.MAX_VALUE) {
            throw new ShapeException(
                    "expected at most " + Integer.MAX_VALUE + " samples with the padding, but got " + padded);
        }
        geometry.paddingMode().check(geometry.padLeft(), geometry.padRight(), Shape.of(1, 1, samples), 2);
        geometry.outputLength(samples);
        return geometry;
    }
}
