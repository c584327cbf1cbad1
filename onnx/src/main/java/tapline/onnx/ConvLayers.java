package tapline.onnx;

import static tapline.onnx.GraphWriter.integer;
import static tapline.onnx.GraphWriter.ints;
import static tapline.onnx.GraphWriter.text;

import java.util.List;
import java.util.Optional;
import onnx.Onnx.AttributeProto;
import tapline.nn.CausalConv1d;
import tapline.nn.Conv1d;
import tapline.nn.ConvTranspose1d;
import tapline.nn.Linear;
import tapline.nn.Parameter;
import tapline.nn.WeightNorm;
import tapline.onnx.LayerScope.Signal;
import tapline.shape.ConvOptions;
import tapline.shape.ConvTransposeOptions;
import tapline.shape.Padding;
import tapline.shape.PaddingMode;
import tapline.tensor.Tensor;

/// How layers with weights become nodes. Weight norm is written as the weight that it makes.
final class ConvLayers {
    private static final int WRAP_SINCE = 19;

    private ConvLayers() {}

    static void addTo(LayerTable table) {
        table.add(Conv1d.class, ConvLayers::conv);
        table.add(CausalConv1d.class, (layer, input, scope) -> scope.write("conv1d", input));
        table.add(ConvTranspose1d.class, ConvLayers::convTranspose);
        table.add(Linear.class, ConvLayers::linear);
    }

    private static Signal conv(Conv1d layer, Signal input, LayerScope scope) {
        scope.requireSignal(input);
        ConvOptions options = layer.options();
        int length = input.shape().size(2);
        int window = layer.geometry(length).receptiveField();
        Padding.Sides sides = options.padding().sides(length, window, options.stride());
        boolean varies = !sides.equals(options.padding().sides(length + 1, window, options.stride()));
        boolean zeros = options.paddingMode() == PaddingMode.ZEROS;
        if (varies && !zeros) {
            scope.writer().fixLength();
        }
        String padded = zeros ? input.name() : padded(input, options.paddingMode(), sides, scope);
        AttributeProto padding = varies && zeros
                ? text("auto_pad", "SAME_UPPER")
                : ints("pads", zeros ? sides.left() : 0, zeros ? sides.right() : 0);
        return scope.result(conv(layer, padded, padding, scope), input);
    }

    /// The node of a convolution.
    ///
    /// @param padding the attribute that says how zeros are added
    static String conv(Conv1d layer, String input, AttributeProto padding, LayerScope scope) {
        ConvOptions options = layer.options();
        Tensor weight = layer.weightNorm()
                .map(WeightNorm::tensor)
                .orElseGet(() -> layer.weight().tensor());
        return scope.node(
                "Conv",
                LayerScope.inputs(input, scope.tensor("weight", weight), bias(layer.bias(), scope)),
                ints("kernel_shape", weight.size(2)),
                ints("strides", options.stride()),
                ints("dilations", options.dilation()),
                integer("group", options.groups()),
                padding);
    }

    private static String padded(Signal input, PaddingMode mode, Padding.Sides sides, LayerScope scope) {
        String name = switch (mode) {
            case REFLECT -> "reflect";
            case REPLICATE -> "edge";
            case CIRCULAR -> "wrap";
            case ZEROS -> "constant";
        };
        if (mode == PaddingMode.CIRCULAR) {
            scope.writer().requireOpset(WRAP_SINCE);
        }
        String amounts = scope.writer().integers("pads", 0, 0, sides.left(), 0, 0, sides.right());
        return scope.node("Pad", List.of(input.name(), amounts), text("mode", name));
    }

    private static Signal convTranspose(ConvTranspose1d layer, Signal input, LayerScope scope) {
        scope.requireSignal(input);
        ConvTransposeOptions options = layer.options();
        Tensor weight = layer.weightNorm()
                .map(WeightNorm::tensor)
                .orElseGet(() -> layer.weight().tensor());
        List<String> inputs =
                LayerScope.inputs(input.name(), scope.tensor("weight", weight), bias(layer.bias(), scope));
        String output = scope.node(
                "ConvTranspose",
                inputs,
                ints("kernel_shape", weight.size(2)),
                ints("strides", options.stride()),
                ints("dilations", options.dilation()),
                ints("pads", options.padding(), options.padding()),
                ints("output_padding", options.outputPadding()),
                integer("group", options.groups()));
        return scope.result(output, input);
    }

    private static Signal linear(Linear layer, Signal input, LayerScope scope) {
        String weight = scope.tensor("weight", layer.weight().tensor());
        String bias = bias(layer.bias(), scope);
        if (input.shape().rank() == 2) {
            List<String> inputs = LayerScope.inputs(input.name(), weight, bias);
            return scope.result(scope.node("Gemm", inputs, integer("transB", 1)), input);
        }
        String columns = scope.node("Transpose", List.of(weight), ints("perm", 1, 0));
        String product = scope.node("MatMul", List.of(input.name(), columns));
        return scope.result(bias.isEmpty() ? product : scope.node("Add", List.of(product, bias)), input);
    }

    private static String bias(Optional<Parameter> bias, LayerScope scope) {
        return bias.map(parameter -> scope.tensor("bias", parameter.tensor())).orElse("");
    }
}
