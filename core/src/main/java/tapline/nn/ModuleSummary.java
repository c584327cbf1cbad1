package tapline.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tapline.shape.Shape;
import tapline.shape.ShapeException;
import tapline.tensor.DType;
import tapline.tensor.GradMode;
import tapline.tensor.Tensor;

/// A network and all its parts with the shapes of their results for one shape of input, their parameters, and the
/// multiply-adds of their convolutions and linear maps.
///
/// @param input the shape of the input
/// @param layers the network itself, and behind each module its parts, in the order of [Module#namedChildren]
public record ModuleSummary(Shape input, List<Layer> layers) {
    /// One module. Its numbers include those of its parts.
    ///
    /// @param name in the network, `network.0.conv1`; empty for the network itself
    /// @param depth how many modules it is a part of
    /// @param output the shape of its result; nothing where the network works on its parts instead, or where it
    ///     was listed before under another name
    /// @param parameters how many numbers are learned; where modules share some, each counts them
    /// @param multiplyAdds products that are added up for this input
    public record Layer(
            String name, int depth, Module module, Optional<Shape> output, long parameters, long multiplyAdds) {
        /// The name of its class: `Conv1d`.
        public String type() {
            return module.getClass().getSimpleName();
        }
    }

    /// @throws IllegalArgumentException if there is not even the network itself
    public ModuleSummary {
        layers = List.copyOf(layers);
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("expected a network at least, but got no layer");
        }
    }

    /// Runs the network once, on zeros.
    ///
    /// @throws ShapeException if the network doesn't take such an input
    /// @throws IllegalStateException if the network is in training: running it would change it
    public static ModuleSummary of(Module network, Shape input) {
        if (network.isTraining()) {
            throw new IllegalStateException("expected a network in use, after eval(), but got one in training");
        }
        DType dtype = network.parameters().stream()
                .findFirst()
                .map(parameter -> parameter.tensor().dtype())
                .orElse(DType.FLOAT32);
        Map<Module, ModuleTrace.Seen> seen =
                GradMode.noGrad(() -> ModuleTrace.of(network, Tensor.zeros(dtype, input.toArray())));
        List<Layer> layers = new ArrayList<>();
        add(layers, "", 0, network, seen);
        return new ModuleSummary(input, layers);
    }

    private static long add(
            List<Layer> layers, String name, int depth, Module module, Map<Module, ModuleTrace.Seen> seen) {
        int place = layers.size();
        layers.add(null);
        Optional<ModuleTrace.Seen> found = Optional.ofNullable(seen.remove(module));
        long multiplyAdds = found.map(ModuleTrace.Seen::multiplyAdds).orElse(0L);
        for (Map.Entry<String, Module> child : module.namedChildren().entrySet()) {
            String inner = name.isEmpty() ? child.getKey() : name + "." + child.getKey();
            multiplyAdds += add(layers, inner, depth + 1, child.getValue(), seen);
        }
        long parameters = module.parameters().stream()
                .mapToLong(parameter -> parameter.shape().elements())
                .sum();
        Optional<Shape> output = found.map(ModuleTrace.Seen::output);
        layers.set(place, new Layer(name, depth, module, output, parameters, multiplyAdds));
        return multiplyAdds;
    }

    /// The network itself.
    public Layer whole() {
        return layers.getFirst();
    }
}
