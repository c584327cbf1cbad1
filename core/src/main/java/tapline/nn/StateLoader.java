package tapline.nn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tapline.tensor.Tensor;

/// Loads a state into a module: all of it, or, where anything doesn't fit, nothing.
record StateLoader(Module module, Map<String, Tensor> state) {

    void load() {
        Map<String, Tensor> expected = module.stateDict();
        List<String> problems = new ArrayList<>();
        names(problems, "Missing", expected, state);
        names(problems, "Unexpected", state, expected);
        Map<String, Tensor> values = new LinkedHashMap<>();
        expected.forEach((name, current) -> {
            Tensor value = state.get(name);
            if (value != null && !value.shape().equals(current.shape())) {
                problems.add("size mismatch for " + name + ": copying a param with shape " + value.shape()
                        + " from checkpoint, the shape in current model is " + current.shape() + ".");
            } else if (value != null) {
                values.put(name, value.to(current.dtype()).copy());
            }
        });
        if (!problems.isEmpty()) {
            throw new StateDictException("Error(s) in loading state_dict for "
                    + module.getClass().getSimpleName() + ":\n\t" + String.join("\n\t", problems));
        }
        module.setState("", values);
    }

    private static void names(List<String> problems, String what, Map<String, ?> of, Map<String, ?> notIn) {
        String names = of.keySet().stream()
                .filter(name -> notIn.get(name) == null)
                .map(name -> '"' + name + '"')
                .collect(Collectors.joining(", "));
        if (!names.isEmpty()) {
            problems.add(what + " key(s) in state_dict: " + names + ". ");
        }
    }
}
