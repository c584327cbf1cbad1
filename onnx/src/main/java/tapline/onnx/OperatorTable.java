package tapline.onnx;

import java.util.Map;
import java.util.TreeMap;
import tapline.formats.FormatException;

/// All operators that are supported: to add one, add it to the class of its kind.
final class OperatorTable {
    /// Any number of inputs, or outputs.
    static final int ANY = Integer.MAX_VALUE;
    /// The newest operator set whose operators were compared with the ones here, and the oldest.
    static final int NEWEST_OPSET = 28;

    static final int OLDEST_OPSET = 6;

    private static final OperatorTable INSTANCE = new OperatorTable();

    private final Map<String, Entry> entries = new TreeMap<>();

    private OperatorTable() {
        ConvOperators.addTo(this);
        PoolOperators.addTo(this);
        NormOperators.addTo(this);
        ActivationOperators.addTo(this);
        ArithmeticOperators.addTo(this);
        ComparisonOperators.addTo(this);
        ReduceOperators.addTo(this);
        MatrixOperators.addTo(this);
        ShapeOperators.addTo(this);
        SelectionOperators.addTo(this);
        ConstantOperators.addTo(this);
    }

    /// @param since the first operator set that has it
    /// @param leastInputs that have to be there
    /// @param mostInputs that it knows
    /// @param mostOutputs that it knows
    private record Entry(int since, int leastInputs, int mostInputs, int mostOutputs, Operator operator) {
        void check(NodeSpec node) throws FormatException {
            int inputs = node.inputs().size();
            int outputs = node.outputs().size();
            if (inputs < leastInputs || inputs > mostInputs) {
                throw node.problem("expected " + count(leastInputs, mostInputs) + " inputs, but got " + inputs);
            }
            // Where any number may be there, none is optional.
            int named = mostInputs == ANY ? inputs : leastInputs;
            for (int i = 0; i < named; i++) {
                if (!node.hasInput(i)) {
                    throw node.problem("expected a name for input " + i + ", but it has none");
                }
            }
            if (outputs < 1 || outputs > mostOutputs) {
                throw node.problem("expected " + count(1, mostOutputs) + " outputs, but got " + outputs);
            }
        }

        private static String count(int least, int most) {
            return least == most ? Integer.toString(least) : least + (most == ANY ? " or more" : " to " + most);
        }
    }

    /// Adds an operator with one output that has been there from the oldest operator set.
    void add(String name, int leastInputs, int mostInputs, Operator operator) {
        addSince(OLDEST_OPSET, name, leastInputs, mostInputs, 1, operator);
    }

    /// Adds an operator.
    void addSince(int since, String name, int leastInputs, int mostInputs, int mostOutputs, Operator operator) {
        if (entries.put(name, new Entry(since, leastInputs, mostInputs, mostOutputs, operator)) != null) {
            throw new IllegalArgumentException("two operators of the name " + name);
        }
    }

    /// The computation of a node, checked as far as it can be before a run.
    ///
    /// @throws FormatException if there is no such operator, or the node isn't a proper use of it
    static Operator.Step prepare(NodeSpec node, String domain) throws FormatException {
        Entry entry = INSTANCE.entries.get(node.operator());
        if (!isStandard(domain) || entry == null) {
            String from = isStandard(domain) ? "" : " of domain " + ModelFile.quote(domain);
            throw node.problem("the operator" + from + " isn't supported");
        }
        if (node.opset() < entry.since) {
            throw node.problem("the operator is only in operator sets from " + entry.since + " on");
        }
        entry.check(node);
        Operator.Step step = entry.operator.prepare(node);
        node.attributes().requireAllAsked();
        return step;
    }

    /// Whether operators of this domain are ONNX's own.
    static boolean isStandard(String domain) {
        return domain.isEmpty() || domain.equals("ai.onnx");
    }
}
