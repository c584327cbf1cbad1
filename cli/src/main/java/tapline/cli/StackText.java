package tapline.cli;

import java.io.PrintWriter;
import java.util.List;
import tapline.shape.ConvGeometry;
import tapline.viz.GeometryText;

/// A stack of convolutions in text: a row for each layer, from the input up.
final class StackText {
    private StackText() {}

    static void print(List<ConvGeometry> layers, int length, PrintWriter out) {
        TextTable table =
                new TextTable().row("layer", "kernel", "stride", "dilation", "padding", "length", "receptive field");
        int reached = length;
        for (int i = 0; i < layers.size(); i++) {
            ConvGeometry layer = layers.get(i);
            reached = layer.outputLength(reached);
            table.row(
                    Integer.toString(i + 1),
                    Integer.toString(layer.kernelSize()),
                    Integer.toString(layer.stride()),
                    Integer.toString(layer.dilation()),
                    GeometryText.padding(layer),
                    Integer.toString(reached),
                    Long.toString(ConvGeometry.receptiveField(layers.subList(0, i + 1))));
        }
        table.print(out);
        out.println();
        out.println("receptive field: " + LayerText.samples(ConvGeometry.receptiveField(layers)));
    }
}
