package tapline.onnx;

import static tapline.onnx.GraphWriter.integer;
import static tapline.onnx.GraphWriter.ints;
import static tapline.onnx.GraphWriter.text;

import java.util.ArrayList;
import java.util.List;
import onnx.Onnx.AttributeProto;
import tapline.nn.AdaptiveAvgPool1d;
import tapline.nn.AdaptiveMaxPool1d;
import tapline.nn.AvgPool1d;
import tapline.nn.MaxPool1d;
import tapline.nn.Upsample;
import tapline.onnx.LayerScope.Signal;
import tapline.shape.Interpolation;
import tapline.shape.InterpolationMode;
import tapline.shape.PoolOptions;
import tapline.tensor.Tensor;

/// How pools, and what makes signals longer, become nodes.
final class PoolLayers {
    private static final int RESIZE_BY_AXES_SINCE = 18;

    private PoolLayers() {}

    static void addTo(LayerTable table) {
        table.add(MaxPool1d.class, (layer, input, scope) -> pool(input, layer.options(), scope, PoolLayers::max));
        table.add(AvgPool1d.class, (layer, input, scope) -> pool(input, layer.options(), scope, PoolLayers::average));
        table.add(
                AdaptiveMaxPool1d.class,
                (layer, input, scope) -> adaptive("GlobalMaxPool", layer.outputSize(), input, scope));
        table.add(
                AdaptiveAvgPool1d.class,
                (layer, input, scope) -> adaptive("GlobalAveragePool", layer.outputSize(), input, scope));
        table.add(Upsample.class, PoolLayers::upsample);
    }

    /// Writes the node of a pool.
    private interface Pool {
        String write(PoolOptions options, String input, LayerScope scope);
    }

    private static Signal pool(Signal input, PoolOptions options, LayerScope scope, Pool pool) {
        scope.requireSignal(input);
        return scope.result(pool.write(options, input.name(), scope), input);
    }

    static String max(PoolOptions options, String input, LayerScope scope) {
        return pool("MaxPool", options, ints("dilations", options.dilation()), input, scope);
    }

    static String average(PoolOptions options, String input, LayerScope scope) {
        AttributeProto counted = integer("count_include_pad", options.countIncludePad() ? 1 : 0);
        return pool("AveragePool", options, counted, input, scope);
    }

    private static String pool(
            String operator, PoolOptions options, AttributeProto more, String input, LayerScope scope) {
        return scope.node(
                operator,
                List.of(input),
                ints("kernel_shape", options.kernelSize()),
                ints("strides", options.stride()),
                ints("pads", options.padding(), options.padding()),
                integer("ceil_mode", options.ceilMode() ? 1 : 0),
                more);
    }

    /// ONNX has no pool of so many windows, unless it is one: each window is cut out, for the example's length.
    private static Signal adaptive(String operator, int windows, Signal input, LayerScope scope) {
        scope.requireSignal(input);
        if (windows == 1) {
            return scope.result(scope.node(operator, List.of(input.name())), input);
        }
        scope.writer().fixLength();
        long length = input.shape().size(2);
        List<String> parts = new ArrayList<>();
        for (long i = 0; i < windows; i++) {
            long end = Math.ceilDiv((i + 1) * length, windows);
            String window = scope.writer().slice(input.name(), i * length / windows, end);
            parts.add(scope.node(operator, List.of(window)));
        }
        return scope.result(scope.node("Concat", parts, integer("axis", 2)), input);
    }

    static Signal upsample(Upsample layer, Signal input, LayerScope scope) {
        scope.requireSignal(input);
        Interpolation how = layer.interpolation();
        boolean linear = how.mode() == InterpolationMode.LINEAR;
        String coordinates = how.alignCorners()
                ? "align_corners"
                : how.mode() == InterpolationMode.NEAREST ? "asymmetric" : "half_pixel";
        List<AttributeProto> attributes = new ArrayList<>(List.of(
                text("mode", linear ? "linear" : "nearest"),
                text("coordinate_transformation_mode", coordinates),
                text("nearest_mode", how.mode() == InterpolationMode.NEAREST ? "floor" : "round_prefer_ceil")));
        List<String> inputs = new ArrayList<>(List.of(input.name(), ""));
        if (how.scaleFactor().isPresent()) {
            float scale = (float) how.scaleFactor().getAsDouble();
            inputs.add(scope.writer().tensor("scales", Tensor.of(1f, 1f, scale)));
        } else {
            scope.writer().requireOpset(RESIZE_BY_AXES_SINCE);
            attributes.add(ints("axes", 2));
            inputs.add("");
            inputs.add(scope.writer().integers("sizes", how.size().getAsInt()));
        }
        return scope.result(scope.node("Resize", inputs, attributes.toArray(AttributeProto[]::new)), input);
    }
}
