package tapline.onnx;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import tapline.nn.Module;
import tapline.tensor.Tensor;

/// Parameters under ONNX's names, which have dots: `network.0.conv1.weight` is parameter `weight` of part `conv1`
/// of part `0` of part `network`.
class StateTree extends Module {
    private static final int MOST_PARTS = 32;

    private final Map<String, StateTree> parts = new HashMap<>();
    private final Set<String> tensors = new HashSet<>();
    /// The last number behind names that were taken: a file may have any number of them.
    private final Map<String, Integer> numbers = new HashMap<>();

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
        String flat = name.isEmpty() ? "_" : name.replace('.', '_');
        String free = flat;
        while (tensors.contains(free) || parts.containsKey(free)) {
            free = flat + "_" + numbers.merge(flat, 1, Integer::sum);
        }
        return addPart(free, tensor, learned);
    }

    private Supplier<Tensor> addPart(String name, Tensor tensor, boolean learned) {
        int dot = name.indexOf('.');
        if (dot >= 0) {
            return part(name.substring(0, dot)).addPart(name.substring(dot + 1), tensor, learned);
        }
        Supplier<Tensor> added = learned ? register(name, tensor)::tensor : registerBuffer(name, tensor)::tensor;
        tensors.add(name);
        return added;
    }

    private StateTree part(String name) {
        StateTree part = parts.get(name);
        if (part == null) {
            part = register(name, new StateTree());
            parts.put(name, part);
        }
        return part;
    }
}
