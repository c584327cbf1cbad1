package tapline.onnx;

import static tapline.onnx.GraphWriter.integer;
import static tapline.onnx.GraphWriter.ints;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tapline.nn.InceptionBlock;
import tapline.nn.M5;
import tapline.nn.Sequential;
import tapline.nn.TemporalBlock;
import tapline.nn.TemporalConvNet;
import tapline.nn.WaveNet;
import tapline.nn.WaveNetBlock;
import tapline.onnx.LayerScope.Signal;
import tapline.tensor.Tensor;

/// How modules that are made of parts become the nodes of these.
final class NetworkLayers {
    private NetworkLayers() {}

    static void addTo(LayerTable table) {
        table.add(Sequential.class, (layer, input, scope) -> {
            Signal current = input;
            for (String part : scope.parts().keySet()) {
                current = scope.write(part, current);
            }
            return current;
        });
        table.add(TemporalBlock.class, NetworkLayers::temporalBlock);
        table.add(
                TemporalConvNet.class,
                (layer, input, scope) -> scope.writeIfThere("head", scope.write("network", input)));
        table.add(WaveNetBlock.class, (layer, input, scope) -> {
            Output output = Output.of(scope, input);
            return output.next
                    .map(next -> concat(List.of(next, output.skip), scope))
                    .orElse(output.skip);
        });
        table.add(WaveNet.class, NetworkLayers::waveNet);
        table.add(InceptionBlock.class, NetworkLayers::inceptionBlock);
        table.add(M5.class, NetworkLayers::m5);
    }

    private static Signal temporalBlock(TemporalBlock layer, Signal input, LayerScope scope) {
        Signal once = scope.write("relu1", scope.write("conv1", input));
        Signal twice = scope.write("relu2", scope.write("conv2", once));
        return scope.write("relu", scope.binary("Add", twice, scope.writeIfThere("downsample", input)));
    }

    /// Both outputs of a block of a WaveNet.
    private record Output(Optional<Signal> next, Signal skip) {
        static Output of(LayerScope scope, Signal input) {
            Signal filter = scope.unary("Tanh", scope.write("filter", input));
            Signal gated = scope.binary("Mul", filter, scope.unary("Sigmoid", scope.write("gate", input)));
            Optional<Signal> next = scope.part("residual").map(part -> scope.binary("Add", input, part.write(gated)));
            return new Output(next, scope.write("skip", gated));
        }
    }

    private static Signal waveNet(WaveNet layer, Signal input, LayerScope scope) {
        Signal current = scope.write("start", input);
        LayerScope blocks = scope.part("blocks").orElseThrow();
        Signal sum = null;
        for (String name : blocks.parts().keySet()) {
            Output output = Output.of(blocks.part(name).orElseThrow(), current);
            current = output.next.orElse(current);
            sum = sum == null ? output.skip : scope.binary("Add", sum, output.skip);
        }
        Signal end = scope.write("end1", scope.unary("Relu", sum));
        return scope.write("end2", scope.unary("Relu", end));
    }

    private static Signal inceptionBlock(InceptionBlock layer, Signal input, LayerScope scope) {
        Signal narrow = scope.writeIfThere("bottleneck", input);
        LayerScope convs = scope.part("convs").orElseThrow();
        List<Signal> parts = new ArrayList<>();
        for (String name : convs.parts().keySet()) {
            parts.add(convs.write(name, narrow));
        }
        parts.add(scope.write("pool", input));
        Signal output = scope.unary("Relu", scope.write("bn", concat(parts, scope)));
        if (scope.part("shortcut").isPresent()) {
            output = scope.unary("Relu", scope.binary("Add", output, scope.write("shortcut", input)));
        }
        if (scope.part("fc").isEmpty()) {
            return output;
        }
        Signal mean = scope.write("gap", output);
        String axes = scope.writer().integers("axes", 2);
        Signal flat = new Signal(
                scope.node("Squeeze", List.of(mean.name(), axes)),
                mean.example().squeeze(2),
                mean.delay());
        return scope.write("fc", flat);
    }

    private static Signal m5(M5 layer, Signal input, LayerScope scope) {
        Signal current = input;
        for (int i = 1; scope.part("conv" + i).isPresent(); i++) {
            Signal normed = scope.write("bn" + i, scope.write("conv" + i, current));
            current = scope.write("pool" + i, scope.unary("Relu", normed));
        }
        String mean = scope.node("GlobalAveragePool", List.of(current.name()));
        String row = scope.node("Transpose", List.of(mean), ints("perm", 0, 2, 1));
        Tensor example = current.example().slice(2, 0, 1).transpose(1, 2);
        return scope.unary(
                "LogSoftmax", scope.write("fc1", new Signal(row, example, current.delay())), integer("axis", 2));
    }

    private static Signal concat(List<Signal> parts, LayerScope scope) {
        List<Signal> together = scope.together(parts);
        List<String> names = together.stream().map(Signal::name).toList();
        Tensor example = Tensor.cat(parts.stream().map(Signal::example).toList(), 1);
        String all = scope.node("Concat", names, integer("axis", 1));
        return new Signal(all, example, together.getFirst().delay());
    }
}
