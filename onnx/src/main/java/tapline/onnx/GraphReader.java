package tapline.onnx;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import onnx.Onnx.GraphProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.ValueInfoProto;
import tapline.formats.FormatException;
import tapline.tensor.Tensor;

/// Makes a [Graph] of ONNX's `GraphProto`. Whatever can be wrong with it without knowing the inputs is found here.
/// Serves for one graph.
final class GraphReader {
    private final ModelFile file;
    private final TensorReader tensors;
    private final Folding folding;
    private final int opset;
    private final StateTree state;

    private final Map<String, Integer> slots = new HashMap<>();
    private final Map<String, Value> known = new HashMap<>();
    private final Set<String> parameters = new HashSet<>();
    private final Map<Integer, Supplier<Value>> constants = new HashMap<>();
    private final List<Graph.Step> steps = new ArrayList<>();

    /// @param state that gets the parameters. *Modified*
    /// @param fileBytes the size of the model
    GraphReader(ModelFile file, int opset, StateTree state, int fileBytes) {
        this.file = file;
        this.opset = opset;
        this.state = state;
        this.tensors = new TensorReader(file);
        this.folding = new Folding(fileBytes);
    }

    Graph read(GraphProto proto) throws IOException {
        if (proto.getSparseInitializerCount() > 0) {
            throw file.problem("sparse initializers aren't supported");
        }
        for (TensorProto initializer : proto.getInitializerList()) {
            define(initializer.getName(), "initializer");
            known.put(initializer.getName(), tensors.read(initializer));
        }
        Map<String, Integer> inputs = new LinkedHashMap<>();
        for (ValueInfoProto input : inputsOf(proto)) {
            inputs.put(input.getName(), define(input.getName(), "input"));
        }
        for (NodeProto node : proto.getNodeList()) {
            for (String output : node.getOutputList()) {
                if (!output.isEmpty()) {
                    define(output, "output of a node");
                }
            }
        }
        Set<String> given = new HashSet<>(known.keySet());
        given.addAll(inputs.keySet());
        List<NodeProto> nodes = NodeOrder.of(proto.getNodeList(), given, file);
        findState(nodes);
        for (NodeProto node : nodes) {
            prepare(node);
        }
        Map<String, Integer> outputs = outputs(proto);
        known.forEach((name, value) -> constants.putIfAbsent(slots.get(name), () -> value));
        return new Graph(slots.size(), constants, released(new HashSet<>(outputs.values())), inputs, outputs);
    }

    /// What has to be given for a run: older models list their initializers as inputs, too.
    static List<ValueInfoProto> inputsOf(GraphProto proto) {
        Set<String> initialized = new HashSet<>();
        proto.getInitializerList().forEach(tensor -> initialized.add(tensor.getName()));
        return proto.getInputList().stream()
                .filter(input -> !initialized.contains(input.getName()))
                .toList();
    }

    private int define(String name, String what) throws FormatException {
        if (name.isEmpty()) {
            throw file.problem("expected a name for each " + what + ", but one has none");
        }
        if (slots.putIfAbsent(name, slots.size()) != null) {
            throw file.problem("the name " + ModelFile.quote(name) + " of an " + what + " is defined twice");
        }
        return slots.get(name);
    }

    private void findState(List<NodeProto> nodes) {
        for (NodeProto node : nodes) {
            for (int i = 0; i < node.getInputCount(); i++) {
                String name = node.getInput(i);
                Value value = known.get(name);
                if (value instanceof Value.Floats(Tensor tensor)
                        && Roles.isState(node.getOpType(), value)
                        && parameters.add(name)) {
                    Supplier<Tensor> current = state.add(name, tensor, !Roles.isStatistic(node.getOpType(), i));
                    constants.put(slots.get(name), () -> Value.of(current.get().detach()));
                }
            }
        }
    }

    private void prepare(NodeProto proto) throws FormatException {
        NodeSpec node = new NodeSpec(proto, opset, file, tensors, name -> Optional.ofNullable(known.get(name)));
        Operator.Step step = OperatorTable.prepare(node, proto.getDomain());
        Optional<Value[]> folded = folded(step, node.inputs());
        if (folded.isPresent()) {
            for (int i = 0; i < node.outputs().size(); i++) {
                if (node.hasOutput(i)) {
                    known.put(node.outputs().get(i), folded.get()[i]);
                }
            }
            return;
        }
        steps.add(new Graph.Step(node.toString(), step, slotsOf(node.inputs()), slotsOf(node.outputs()), new int[0]));
    }

    private Optional<Value[]> folded(Operator.Step step, List<String> names) {
        boolean all = names.stream()
                .allMatch(name -> name.isEmpty() || (known.containsKey(name) && !parameters.contains(name)));
        return all ? folding.outputs(step, names.stream().map(known::get).toArray(Value[]::new)) : Optional.empty();
    }

    private int[] slotsOf(List<String> names) {
        return names.stream().mapToInt(name -> slots.getOrDefault(name, -1)).toArray();
    }

    private Map<String, Integer> outputs(GraphProto proto) throws FormatException {
        Map<String, Integer> outputs = new LinkedHashMap<>();
        for (ValueInfoProto output : proto.getOutputList()) {
            String name = output.getName();
            if (!slots.containsKey(name)) {
                throw file.problem("output " + ModelFile.quote(name) + " isn't made by any node");
            }
            if (outputs.put(name, slots.get(name)) != null) {
                throw file.problem("output " + ModelFile.quote(name) + " stands there twice");
            }
        }
        if (outputs.isEmpty()) {
            throw file.problem("expected an output, but the graph has none");
        }
        return outputs;
    }

    /// The steps with what each is the last to use, so that a run holds no more than it needs.
    private List<Graph.Step> released(Set<Integer> wanted) {
        List<Graph.Step> result = new ArrayList<>(steps);
        Set<Integer> used = new HashSet<>(wanted);
        for (int i = result.size() - 1; i >= 0; i--) {
            Graph.Step step = result.get(i);
            int[] last = Arrays.stream(step.inputs())
                    .filter(slot -> slot >= 0 && used.add(slot))
                    .toArray();
            result.set(i, new Graph.Step(step.name(), step.operator(), step.inputs(), step.outputs(), last));
        }
        return List.copyOf(result);
    }
}
