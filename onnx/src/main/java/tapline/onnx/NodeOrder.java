package tapline.onnx;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import onnx.Onnx.NodeProto;
import tapline.formats.FormatException;

/// The order in which nodes are computed: the file's own as far as it is possible.
final class NodeOrder {
    private NodeOrder() {}

    /// @param given names that there are before any node
    /// @throws FormatException if a name has no origin, or nodes wait for each other
    static List<NodeProto> of(List<NodeProto> nodes, Set<String> given, ModelFile file) throws FormatException {
        Map<String, List<Integer>> waiting = new HashMap<>();
        int[] missing = new int[nodes.size()];
        Deque<Integer> ready = new ArrayDeque<>();
        for (int i = 0; i < missing.length; i++) {
            Set<String> needed = new HashSet<>(nodes.get(i).getInputList());
            needed.remove("");
            needed.removeAll(given);
            missing[i] = needed.size();
            for (String name : needed) {
                waiting.computeIfAbsent(name, _ -> new ArrayList<>()).add(i);
            }
            if (missing[i] == 0) {
                ready.add(i);
            }
        }
        List<NodeProto> order = new ArrayList<>();
        while (!ready.isEmpty()) {
            NodeProto node = nodes.get(ready.remove());
            order.add(node);
            for (String output : node.getOutputList()) {
                for (int next : waiting.getOrDefault(output, List.of())) {
                    if (--missing[next] == 0) {
                        ready.add(next);
                    }
                }
            }
        }
        if (order.size() < nodes.size()) {
            throw stuck(nodes, missing, given, file);
        }
        return order;
    }

    private static FormatException stuck(List<NodeProto> nodes, int[] missing, Set<String> given, ModelFile file) {
        Set<String> made = new HashSet<>(given);
        nodes.forEach(node -> made.addAll(node.getOutputList()));
        made.add("");
        for (NodeProto node : nodes) {
            for (String input : node.getInputList()) {
                if (!made.contains(input)) {
                    return file.problem(label(node) + ": its input " + ModelFile.quote(input)
                            + " isn't an input or initializer of the graph, or an output of a node");
                }
            }
        }
        int first = 0;
        while (missing[first] == 0) {
            first++;
        }
        return file.problem("nodes wait for each other in a cycle, among them " + label(nodes.get(first)));
    }

    private static String label(NodeProto node) {
        String name = node.getName().isEmpty() && node.getOutputCount() > 0 ? node.getOutput(0) : node.getName();
        return "node " + ModelFile.quote(name) + " (operator " + ModelFile.quote(node.getOpType()) + ")";
    }
}
