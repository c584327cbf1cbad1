package tapline.onnx;

import static tapline.onnx.GraphWriter.ints;

import tapline.nn.AvgPool1d;
import tapline.nn.Conv1d;
import tapline.nn.ConvTranspose1d;
import tapline.nn.MaxPool1d;
import tapline.nn.Upsample;
import tapline.onnx.LayerScope.Signal;
import tapline.shape.ConvGeometry;
import tapline.shape.PaddingMode;
import tapline.shape.PoolOptions;
import tapline.tensor.Tensor;

/// How layers that see several frames, or make several of one, become nodes of one step of a stream.
final class StepLayers {
    private StepLayers() {}

    static void addTo(LayerTable table) {
        table.add(Conv1d.class, StepLayers::conv);
        table.add(MaxPool1d.class, StepLayers::maxPool);
        table.add(AvgPool1d.class, StepLayers::averagePool);
        table.add(Upsample.class, StepLayers::upsample);
        table.add(ConvTranspose1d.class, (layer, input, scope) -> {
            throw refused(scope, "what it makes of the frames of one step overlaps with the next");
        });
    }

    private static Signal conv(Conv1d layer, Signal input, LayerScope scope) {
        ConvGeometry geometry = layer.geometry(1);
        boolean isPadded = geometry.padLeft() > 0 || geometry.padRight() > 0;
        if (isPadded && geometry.paddingMode() != PaddingMode.ZEROS) {
            throw refused(scope, "its padding repeats the first frame: expected padding_mode='zeros'");
        }
        StepWindow window = new StepWindow(geometry.receptiveField(), geometry.stride(), geometry.padLeft());
        String frames = window.frames(input, 0, scope);
        String output = ConvLayers.conv(layer, frames, ints("pads", 0, 0), scope);
        return result(output, input, geometry.outChannels(), window);
    }

    private static Signal maxPool(MaxPool1d layer, Signal input, LayerScope scope) {
        StepWindow window = window(layer.options());
        String frames = window.frames(input, Double.NEGATIVE_INFINITY, scope);
        String output = PoolLayers.max(layer.options().padding(0).ceilMode(false), frames, scope);
        return result(output, input, input.shape().size(1), window);
    }

    private static Signal averagePool(AvgPool1d layer, Signal input, LayerScope scope) {
        PoolOptions options = layer.options();
        if (options.padding() > 0 && !options.countIncludePad()) {
            throw refused(scope, "its first windows have fewer frames: expected count_include_pad=True, or no padding");
        }
        StepWindow window = window(options);
        String frames = window.frames(input, 0, scope);
        String output = PoolLayers.average(options.padding(0).ceilMode(false), frames, scope);
        return result(output, input, input.shape().size(1), window);
    }

    private static StepWindow window(PoolOptions options) {
        int size = Math.addExact(Math.multiplyExact(options.kernelSize() - 1, options.dilation()), 1);
        return new StepWindow(size, options.stride(), options.padding());
    }

    private static Signal upsample(Upsample layer, Signal input, LayerScope scope) {
        Signal output = PoolLayers.upsample(layer, input, scope);
        int factor = output.shape().size(2) / input.shape().size(2);
        return new Signal(output.name(), output.example(), Math.multiplyExact(factor, input.delay()));
    }

    private static Signal result(String output, Signal input, int channels, StepWindow window) {
        Tensor example = Tensor.zeros(input.dtype(), 1, channels, input.shape().size(2) / window.stride());
        return new Signal(output, example, window.delay(input));
    }

    private static IllegalArgumentException refused(LayerScope scope, String why) {
        return new IllegalArgumentException("no way is known to write " + scope.label() + " as a step: " + why);
    }
}
