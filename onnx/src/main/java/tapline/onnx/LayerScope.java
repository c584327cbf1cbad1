package tapline.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import onnx.Onnx.AttributeProto;
import tapline.nn.Module;
import tapline.shape.Shape;
import tapline.shape.ShapeException;
import tapline.tensor.DType;
import tapline.tensor.GradMode;
import tapline.tensor.Tensor;

/// One module while it is written: what it is called, and the graph that its nodes go to.
///
/// @param writer of the graph
/// @param table of the ways to write its layers
/// @param path of the module in the network, as in state dicts: `network.0.conv1.`, or nothing
/// @param module to write
record LayerScope(GraphWriter writer, LayerTable table, String path, Module module) {
    /// A value of the graph, with its size for the example input.
    ///
    /// @param name in the graph
    /// @param example numbers that it could be
    /// @param delay frames that come before its first one where it is made step by step; they are of no use
    record Signal(String name, Tensor example, int delay) {
        /// Another value of the same size and delay.
        Signal named(String name) {
            return new Signal(name, example, delay);
        }

        Shape shape() {
            return example.shape();
        }

        DType dtype() {
            return example.dtype();
        }
    }

    /// A part of this module.
    Optional<LayerScope> part(String name) {
        return Optional.ofNullable(module.namedChildren().get(name))
                .map(child -> new LayerScope(writer, table, path + name + ".", child));
    }

    /// Writes a part of this module.
    ///
    /// @throws IllegalArgumentException if it is of a kind that can't be written
    Signal write(String name, Signal input) {
        return part(name).orElseThrow().write(input);
    }

    /// Writes this module.
    ///
    /// @throws IllegalArgumentException if it is of a kind that can't be written
    Signal write(Signal input) {
        return table.write(this, input);
    }

    /// Writes a part of this module, if there is such a part; without, the signal is passed on.
    Signal writeIfThere(String name, Signal input) {
        return part(name).map(scope -> scope.write(input)).orElse(input);
    }

    /// What this module makes of the example, under the name that a node gave it.
    Signal result(String name, Signal input) {
        return new Signal(name, GradMode.noGrad(() -> module.forward(input.example)), input.delay);
    }

    /// One node of one input, whose output has the input's size.
    Signal unary(String operator, Signal input, AttributeProto... attributes) {
        return input.named(writer.node(operator, List.of(input.name), attributes));
    }

    /// One node of two inputs.
    Signal binary(String operator, Signal left, Signal right) {
        Tensor example = left.example.zip(right.example, (x, y) -> 0);
        List<Signal> parts = together(List.of(left, right));
        String result = writer.node(operator, List.of(parts.get(0).name, parts.get(1).name));
        return new Signal(result, example, parts.get(0).delay);
    }

    /// One node of a signal and a number.
    Signal withNumber(String operator, Signal left, double number) {
        String constant = writer.tensor("number", Tensor.full(number, left.dtype()));
        return left.named(writer.node(operator, List.of(left.name, constant)));
    }

    /// Values whose frames belong together: those that come earlier wait.
    List<Signal> together(List<Signal> parts) {
        int most = parts.stream().mapToInt(Signal::delay).max().orElseThrow();
        return parts.stream()
                .map(part -> part.delay == most ? part : StepWindow.delayed(part, most, this))
                .toList();
    }

    /// A tensor of this module, under its name in state dicts.
    String tensor(String name, Tensor tensor) {
        return writer.tensor(path + name, tensor.detach());
    }

    /// A node of the input and other values.
    String node(String operator, List<String> inputs, AttributeProto... attributes) {
        return writer.node(operator, inputs, attributes);
    }

    /// Inputs without those at the end that aren't there.
    static List<String> inputs(String... names) {
        List<String> all = new ArrayList<>(Arrays.asList(names));
        while (all.getLast().isEmpty()) {
            all.removeLast();
        }
        return all;
    }

    /// @throws ShapeException unless the signal is `[batch, channels, length]`
    void requireSignal(Signal input) {
        if (input.shape().rank() != 3) {
            throw new ShapeException("expected an example of size (batch, channels, length) for " + label()
                    + ", but got " + input.shape().toList());
        }
    }

    /// @throws IllegalArgumentException if the module is in training
    void requireUse() {
        if (module.isTraining()) {
            throw new IllegalArgumentException(
                    "expected a network in use, but " + label() + " is in training: eval() changes that");
        }
    }

    /// The names of its parts.
    Map<String, Module> parts() {
        return module.namedChildren();
    }

    /// `layer 'network.0.conv1' (Conv1d)`.
    String label() {
        String name = path.isEmpty() ? "" : " '" + path.substring(0, path.length() - 1) + "'";
        return "layer" + name + " (" + module.getClass().getSimpleName() + ")";
    }
}
