package tapline.viz;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tapline.nn.AdaptiveAvgPool1d;
import tapline.nn.Conv1d;
import tapline.nn.Flatten;
import tapline.nn.InceptionBlock;
import tapline.nn.Linear;
import tapline.nn.MaxPool1d;
import tapline.nn.Module;
import tapline.nn.ModuleSummary;
import tapline.nn.ReLU;
import tapline.nn.Sequential;
import tapline.nn.TemporalConvNet;
import tapline.nn.WaveNet;
import tapline.shape.ConvGeometry;
import tapline.shape.Padding;
import tapline.shape.PaddingMode;
import tapline.shape.Shape;

/// Pictures of every kind, from the smallest to the crowded, in both themes: what must hold of any picture is
/// tested on all of them.
final class Gallery {
    private static final Map<String, Function<Theme, Drawing>> PICTURES = new LinkedHashMap<>();

    private Gallery() {}

    /// A drawing and what it shows.
    record Exhibit(String name, Drawing drawing) {
        @Override
        public String toString() {
            return name;
        }
    }

    static {
        slide("length 10, k 3", conv(3, 1, 1, 0, 0), 10);
        slide("stride 2, padding 1, dilation 2", conv(3, 2, 2, 1, 1), 10);
        slide("reflect", new ConvGeometry(1, 1, 5, 1, 1, 1, 2, 2, PaddingMode.REFLECT), 10);
        slide("circular, all padding", new ConvGeometry(1, 1, 3, 1, 1, 1, 4, 4, PaddingMode.CIRCULAR), 4);
        slide("length 40, k 5", conv(5, 1, 1, 0, 0), 40);
        slide("length 1000, k 64", conv(64, 1, 1, 0, 0), 1000);
        slide("length 1000, k 64, stride 16", conv(64, 16, 1, 32, 32), 1000);
        slide("length 2000000, k 7, dilation 100000", conv(7, 3, 100_000, 0, 0), 2_000_000);
        slide("one sample, k 1", conv(1, 1, 1, 0, 0), 1);
        slide("cropped", conv(3, 1, 1, -2, -1), 10);
        slide("only padding", conv(3, 1, 1, 2, 2), 0);
        PICTURES.put(
                "slide, symbols",
                theme -> SlidingKernelPicture.of(conv(3, 1, 2, 4, 0), 9).draw(theme));
        PICTURES.put(
                "slide, wide values",
                theme -> SlidingKernelPicture.of(conv(3, 1, 1, 1, 1), 14)
                        .input(wideValues(14))
                        .kernel(Float.NaN, Float.NEGATIVE_INFINITY, -1.2345e-30f)
                        .output(wideValues(14))
                        .title("A title that is much longer than the picture is wide: ".repeat(4))
                        .draw(theme));
        stack("k 2, dilations 1 to 8", 16, 2, 1, 2, 4, 8);
        stack("k 3, dilations 1 to 4", 16, 3, 1, 2, 4);
        stack("shorter than its field", 3, 3, 1, 2, 4, 8);
        stack("field of 2047", 5000, 3, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512);
        stack(
                "field of two million",
                3_000_000,
                2,
                IntStream.range(0, 21).map(i -> 1 << i).toArray());
        stack("a single layer", 1, 1, 1);
        PICTURES.put(
                "stack, strides",
                theme -> CausalStackPicture.of(List.of(conv(3, 2, 1, 2, 0), conv(4, 3, 1, 1, 0)))
                        .draw(theme));
        PICTURES.put(
                "stack, same",
                theme -> CausalStackPicture.of(List.of(conv(3, 1, 1, 1, 1), conv(3, 1, 2, 2, 2)))
                        .draw(theme));
        PICTURES.put(
                "stack, valid",
                theme -> CausalStackPicture.of(List.of(conv(3, 1, 1, 0, 0), conv(4, 1, 2, 0, 0)))
                        .draw(theme));
        shapes("1 channel, 2 filters", new ConvGeometry(1, 2, 3, 1, 1, 1, 0, 0, PaddingMode.ZEROS), 1, 10);
        shapes("16 to 33", new ConvGeometry(16, 33, 3, 2, 1, 1, 0, 0, PaddingMode.ZEROS), 20, 50);
        shapes("groups", new ConvGeometry(16, 32, 5, 1, 2, 4, 4, 4, PaddingMode.ZEROS), 2, 100);
        shapes("depthwise", new ConvGeometry(3, 3, 64, 16, 1, 3, 32, 32, PaddingMode.ZEROS), 1, 1000);
        shapes("large", new ConvGeometry(4096, 8192, 9, 1, 3, 2, 12, 12, PaddingMode.ZEROS), 512, 1_000_000);
        shapes("1 of everything", conv(1, 1, 1, 0, 0), 1, 1);
        shapes("shorter than its window", conv(7, 1, 1, 6, 0), 1, 4);
        shapes("only padding", conv(3, 1, 1, 2, 2), 1, 0);
        networks();
        plots();
    }

    private static void networks() {
        network("one layer", Conv1d.of(1, 8, 3).build(), Shape.of(1, 1, 100));
        network(
                "a chain",
                Sequential.of(
                        Conv1d.of(1, 16, 9).padding(Padding.SAME).build(),
                        new ReLU(),
                        MaxPool1d.of(4),
                        Sequential.of(Conv1d.of(16, 16, 3).build(), new ReLU()),
                        AdaptiveAvgPool1d.of(1),
                        new Flatten(),
                        Linear.of(16, 3).build()),
                Shape.of(1, 1, 400));
        network(
                "a temporal network",
                TemporalConvNet.of(2, 3).channels(6, 6, 8).kernelSize(3).build(),
                Shape.of(2, 2, 40));
        network("a classifier", InceptionBlock.of(3, 4).classes(5).build(), Shape.of(2, 3, 50));
        network("without its innermost", WaveNet.of(1, 256).stacks(2).build(), Shape.of(1, 1, 50));
        network(
                "without its middle",
                Sequential.of(IntStream.range(0, 150).mapToObj(i -> new ReLU()).toList()),
                Shape.of(1, 1, 50));
        Module nested = Conv1d.of(123_456, 1, 1).build();
        for (int i = 0; i < 12; i++) {
            nested = Sequential.of(nested);
        }
        network("deep, with large numbers", nested, Shape.of(3, 123_456, 50));
    }

    private static void network(String name, Module network, Shape input) {
        ModuleSummary summary = ModuleSummary.of(network.eval(), input);
        PICTURES.put("network, " + name, theme -> NetworkPicture.of(summary).draw(theme));
    }

    private static void slide(String name, ConvGeometry geometry, int length) {
        PICTURES.put(
                "slide, " + name,
                theme -> SlidingKernelPicture.of(geometry, length)
                        .input(noise(length))
                        .kernel(noise(geometry.kernelSize()))
                        .output(noise(geometry.outputLength(length)))
                        .draw(theme));
    }

    private static void stack(String name, int length, int kernelSize, int... dilations) {
        List<ConvGeometry> layers = causal(kernelSize, dilations);
        PICTURES.put(
                "stack, " + name,
                theme -> CausalStackPicture.of(layers).length(length).draw(theme));
    }

    private static void shapes(String name, ConvGeometry geometry, int batch, int length) {
        PICTURES.put(
                "shapes, " + name,
                theme -> ShapesPicture.of(geometry, batch, length).draw(theme));
    }

    private static void plots() {
        PICTURES.put("plot, four panels of 21600", theme -> {
            Series series = Series.of("x", noise(21_600)).sampleRate(360);
            return SignalPlot.of("Four")
                    .subtitle("panels")
                    .xLabel("time [s]")
                    .panel("a", "mV", series)
                    .panel("b", "", series)
                    .panel("", "V", series.start(-5))
                    .panel("", "", series.step(0.001))
                    .draw(theme);
        });
        PICTURES.put(
                "plot, many series",
                theme -> SignalPlot.of("Many")
                        .panel(
                                "seven",
                                "V",
                                IntStream.range(0, 7)
                                        .mapToObj(i -> Series.of(
                                                "a series with a name " + "that is long ".repeat(i * i), noise(50)))
                                        .toArray(Series[]::new))
                        .draw(theme));
        PICTURES.put(
                "plot, hardly anything",
                theme -> SignalPlot.of("Little")
                        .panel("empty", "V", Series.of("none"))
                        .panel("one", "V", Series.of("one", 3).start(1e9))
                        .panel("gaps", "V", Series.of("gaps", Float.NaN, 1, Float.POSITIVE_INFINITY, 2, 3, Float.NaN))
                        .panel("nothing finite", "V", Series.of("gaps", Float.NaN, Float.NEGATIVE_INFINITY))
                        .panel(SignalPanel.of("no series", "V"))
                        .draw(theme));
        PICTURES.put(
                "plot, scales",
                theme -> SignalPlot.of("Scales")
                        .panel("tiny", "", Series.of("a", Float.MIN_VALUE, 3e-45f))
                        .panel("huge", "", Series.of("a", Float.MAX_VALUE, -Float.MAX_VALUE))
                        .panel("offset", "", Series.of("a", 1e7f, 1e7f + 1))
                        .panel("flat", "", Series.of("a", -5, -5, -5))
                        .draw(theme));
    }

    static Stream<Exhibit> exhibits() {
        return PICTURES.entrySet().stream()
                .flatMap(picture -> Stream.of(
                        new Exhibit(picture.getKey(), picture.getValue().apply(Theme.LIGHT)),
                        new Exhibit(
                                picture.getKey() + ", dark", picture.getValue().apply(Theme.DARK))));
    }

    static ConvGeometry conv(int kernelSize, int stride, int dilation, int padLeft, int padRight) {
        return new ConvGeometry(1, 1, kernelSize, stride, dilation, 1, padLeft, padRight, PaddingMode.ZEROS);
    }

    static List<ConvGeometry> causal(int kernelSize, int... dilations) {
        return Arrays.stream(dilations)
                .mapToObj(dilation -> conv(kernelSize, 1, dilation, (kernelSize - 1) * dilation, 0))
                .toList();
    }

    static float[] noise(int length) {
        Random random = new Random(length);
        float[] noise = new float[length];
        for (int i = 0; i < length; i++) {
            noise[i] = (float) random.nextGaussian();
        }
        return noise;
    }

    private static float[] wideValues(int length) {
        float[] values = noise(length);
        for (int i = 0; i < length; i++) {
            values[i] *= (float) Math.pow(10, 5 * (i - 7));
        }
        return values;
    }
}
