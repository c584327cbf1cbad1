package tapline.cli.tour;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tapline.formats.OutputFiles;
import tapline.shape.CausalAlignment;
import tapline.shape.ConvGeometry;
import tapline.shape.ConvOptions;
import tapline.shape.Padding;
import tapline.shape.Shape;
import tapline.tensor.Tensor;
import tapline.viz.CausalStackPicture;
import tapline.viz.Drawing;
import tapline.viz.PictureFile;
import tapline.viz.Series;
import tapline.viz.ShapesPicture;
import tapline.viz.SignalPlot;
import tapline.viz.SlidingKernelPicture;
import tapline.viz.Theme;

/// The tutorial's three pictures, and the filtered electrocardiogram, each as SVG and as PNG.
///
/// @param folder where they go; there already
record Pictures(Path folder, Theme theme) {
    private static final int LENGTH = 10;
    private static final int SECONDS_SHOWN = 8;

    /// @return the files written
    List<Path> draw(EcgChapter ecg) throws IOException {
        Map<String, Drawing> drawings = new LinkedHashMap<>();
        drawings.put("sliding-kernel", slidingKernel());
        drawings.put("shapes", shapes());
        drawings.put("causal-stack", causalStack());
        drawings.put("ecg", electrocardiogram(ecg));
        List<Path> files = new ArrayList<>();
        try (OutputFiles outputs = new OutputFiles()) {
            for (Map.Entry<String, Drawing> drawing : drawings.entrySet()) {
                for (String extension : List.of(".svg", ".png")) {
                    Path file = folder.resolve(drawing.getKey() + extension);
                    byte[] picture = PictureFile.encode(drawing.getValue(), file);
                    outputs.add(file, out -> out.write(picture));
                    files.add(file);
                }
            }
            outputs.commit();
        }
        return files;
    }

    private Drawing slidingKernel() {
        return SlidingKernelPicture.of(ConvOptions.DEFAULT.geometry(Shape.of(1, 1, 3), LENGTH), LENGTH)
                .input(Tensor.arange(LENGTH).floats())
                .kernel(1, 1, 1)
                .draw(theme);
    }

    private Drawing shapes() {
        return ShapesPicture.of(ConvOptions.DEFAULT.geometry(Shape.of(2, 1, 3), LENGTH), 1, LENGTH)
                .draw(theme);
    }

    private Drawing causalStack() {
        ConvOptions causal = ConvOptions.DEFAULT.padding(Padding.causal(CausalAlignment.FIRST_OF_STRIDE));
        List<ConvGeometry> layers = IntStream.of(1, 2, 4, 8)
                .mapToObj(dilation -> causal.dilation(dilation).geometry(Shape.of(1, 1, 2), 16))
                .toList();
        return CausalStackPicture.of(layers).draw(theme);
    }

    private Drawing electrocardiogram(EcgChapter ecg) {
        double rate = ecg.signal().sampleRate().orElseThrow();
        return SignalPlot.of("An electrocardiogram, filtered")
                .subtitle("the first " + SECONDS_SHOWN + " seconds of record 208, MIT-BIH Arrhythmia Database")
                .xLabel("time [s]")
                .panel("as recorded", "mV", beginning("ECG", ecg.signal().samples(), rate))
                .panel("moving average over 36 ms", "mV", beginning("average", ecg.smooth(), rate))
                .panel("difference: slope", "mV/s", beginning("slope", ecg.slope(), rate))
                .panel("causal, dilated: change within 100 and 200 ms", "mV", beginning("change", ecg.change(), rate))
                .draw(theme);
    }

    private static Series beginning(String name, Tensor signal, double rate) {
        int samples = (int) (SECONDS_SHOWN * rate);
        return Series.of(name, signal.slice(-1, 0, samples).floats()).sampleRate(rate);
    }
}
