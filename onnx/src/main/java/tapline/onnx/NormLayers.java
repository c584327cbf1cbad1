package tapline.onnx;

import static tapline.onnx.GraphWriter.integer;
import static tapline.onnx.GraphWriter.number;

import java.util.List;
import java.util.Optional;
import tapline.nn.BatchNorm1d;
import tapline.nn.GroupNorm;
import tapline.nn.InstanceNorm1d;
import tapline.nn.LayerNorm;
import tapline.nn.Parameter;
import tapline.onnx.LayerScope.Signal;
import tapline.tensor.Tensor;

/// How norms become nodes.
final class NormLayers {
    private NormLayers() {}

    static void addTo(LayerTable table) {
        table.add(BatchNorm1d.class, NormLayers::batch);
        table.add(InstanceNorm1d.class, NormLayers::instance);
        table.add(GroupNorm.class, NormLayers::group);
        table.add(LayerNorm.class, NormLayers::layer);
    }

    /// The scale and bias of a norm, ones and zeros where it has none.
    private record Affine(String scale, String bias) {
        static Affine of(
                Optional<Parameter> weight, Optional<Parameter> bias, Signal input, LayerScope scope, int... sizes) {
            Tensor ones = Tensor.full(1, input.dtype(), sizes);
            Tensor zeros = Tensor.zeros(input.dtype(), sizes);
            return new Affine(
                    scope.tensor("weight", weight.map(Parameter::tensor).orElse(ones)),
                    scope.tensor("bias", bias.map(Parameter::tensor).orElse(zeros)));
        }
    }

    private static Signal batch(BatchNorm1d layer, Signal input, LayerScope scope) {
        scope.requireUse();
        if (layer.runningMean().isEmpty()) {
            throw new IllegalArgumentException("expected running statistics, but " + scope.label() + " has none");
        }
        Affine affine = Affine.of(
                layer.weight(), layer.bias(), input, scope, input.shape().size(1));
        Tensor mean = layer.runningMean().orElseThrow();
        return statistics(affine, mean, layer.runningVariance().orElseThrow(), layer.eps(), input, scope);
    }

    private static Signal statistics(
            Affine affine, Tensor mean, Tensor variance, double eps, Signal input, LayerScope scope) {
        List<String> inputs = List.of(
                input.name(),
                affine.scale,
                affine.bias,
                scope.tensor("running_mean", mean),
                scope.tensor("running_var", variance));
        return scope.result(scope.node("BatchNormalization", inputs, number("epsilon", eps)), input);
    }

    private static Signal instance(InstanceNorm1d layer, Signal input, LayerScope scope) {
        scope.requireSignal(input);
        Affine affine = Affine.of(
                layer.weight(), layer.bias(), input, scope, input.shape().size(1));
        if (layer.runningMean().isPresent()) {
            scope.requireUse();
            Tensor mean = layer.runningMean().get();
            return statistics(affine, mean, layer.runningVariance().orElseThrow(), layer.eps(), input, scope);
        }
        List<String> inputs = List.of(input.name(), affine.scale, affine.bias);
        return scope.result(scope.node("InstanceNormalization", inputs, number("epsilon", layer.eps())), input);
    }

    /// Groups are written as the channels of an instance norm, which any operator set has.
    private static Signal group(GroupNorm layer, Signal input, LayerScope scope) {
        scope.requireSignal(input);
        int channels = input.shape().size(1);
        GraphWriter writer = scope.writer();
        String grouped = scope.node("Reshape", List.of(input.name(), writer.integers("shape", 0, layer.groups(), -1)));
        String ones = writer.tensor("ones", Tensor.full(1, input.dtype(), layer.groups()));
        String zeros = writer.tensor("zeros", Tensor.zeros(input.dtype(), layer.groups()));
        String normed =
                scope.node("InstanceNormalization", List.of(grouped, ones, zeros), number("epsilon", layer.eps()));
        String back = scope.node("Reshape", List.of(normed, scope.node("Shape", List.of(input.name()))));
        if (layer.weight().isEmpty()) {
            return scope.result(back, input);
        }
        Affine affine = Affine.of(layer.weight(), layer.bias(), input, scope, channels);
        String column = writer.integers("shape", channels, 1);
        String scale = scope.node("Reshape", List.of(affine.scale, column));
        String bias = scope.node("Reshape", List.of(affine.bias, column));
        String scaled = scope.node("Mul", List.of(back, scale));
        return scope.result(scope.node("Add", List.of(scaled, bias)), input);
    }

    private static Signal layer(LayerNorm layer, Signal input, LayerScope scope) {
        int[] sizes = layer.normalizedShape().toArray();
        Affine affine = Affine.of(layer.weight(), layer.bias(), input, scope, sizes);
        String output = scope.node(
                "LayerNormalization",
                List.of(input.name(), affine.scale, affine.bias),
                integer("axis", -sizes.length),
                number("epsilon", layer.eps()));
        return scope.result(output, input);
    }
}
