package tapline.onnx;

import java.util.function.Supplier;
import tapline.nn.Module;
import tapline.tensor.Tensor;

/// Parameters under ONNX's names, which have dots: `network.0.conv1.weight` is parameter `weight` of part `conv1`
/// of part `0` of part `network`.
class StateTree extends Module {
    private static final int MOST_PARTS = 32;

    @Override
    public Tensor forward(Tensor input) {
        throw new UnsupportedOperationException("this part of a model only holds parameters");
    }

    /// Makes a tensor part of the state: as a parameter if it is learned, or else as a buffer. Where no part can
    /// have such a name, dots in it become underscores.
    ///
    /// @return what its value is at any time
    final Supplier<Tensor> add(String name, Tensor tensor, boolean learned) {
        try {
            if (name.chars().filter(c -> c == '.').count() < MOST_PARTS) {
                return addPart(name, tensor, learned);
            }
        } catch (IllegalArgumentException e) {
            // A part is nameless, or a parameter has the name of a part.
        }
        String flat = name.replace('.', '_');
        String free = flat.isEmpty() ? "_" : flat;
        while (stateDict().containsKey(free) || namedChildren().containsKey(free)) {
            free += "_";
        }
        return addPart(free, tensor, learned);
    }

    private Supplier<Tensor> addPart(String name, Tensor tensor, boolean learned) {
        int dot = name.indexOf('.');
        if (dot >= 0) {
            String part = name.substring(0, dot);
            Module child = namedChildren().get(part);
            StateTree tree = child == null ? register(part, new StateTree()) : (StateTree) child;
            return tree.addPart(name.substring(dot + 1), tensor, learned);
        }
        return learned ? register(name, tensor)::tensor : registerBuffer(name, tensor)::tensor;
    }
}
