package tapline.onnx;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import onnx.Onnx.NodeProto;
import tapline.formats.FormatException;

/// A node as its operator sees it when the model is read: what it is called, what goes in and what comes out.
final class NodeSpec {
    private final NodeProto proto;
    private final int opset;
    private final ModelFile file;
    private final Attributes attributes;
    private final Function<String, Optional<Value>> constants;

    /// @param constants what is known of a value before any run
    NodeSpec(
            NodeProto proto,
            int opset,
            ModelFile file,
            TensorReader tensors,
            Function<String, Optional<Value>> constants)
            throws FormatException {
        this.proto = proto;
        this.opset = opset;
        this.file = file;
        this.constants = constants;
        this.attributes = new Attributes(this, proto.getAttributeList(), tensors);
    }

    String operator() {
        return proto.getOpType();
    }

    int opset() {
        return opset;
    }

    Attributes attributes() {
        return attributes;
    }

    /// The names of its inputs; an optional one that isn't there has none.
    List<String> inputs() {
        return proto.getInputList();
    }

    /// The names of its outputs; one that isn't wanted has none.
    List<String> outputs() {
        return proto.getOutputList();
    }

    boolean hasInput(int index) {
        return index < inputs().size() && !inputs().get(index).isEmpty();
    }

    boolean hasOutput(int index) {
        return index < outputs().size() && !outputs().get(index).isEmpty();
    }

    /// The value of an input, if it is known already.
    Optional<Value> constant(int index) {
        return hasInput(index) ? constants.apply(inputs().get(index)) : Optional.empty();
    }

    /// @throws FormatException if another output than the first is wanted
    void requireOneOutput(String why) throws FormatException {
        for (int i = 1; i < outputs().size(); i++) {
            if (hasOutput(i)) {
                throw problem("output " + ModelFile.quote(outputs().get(i)) + " isn't supported: " + why);
            }
        }
    }

    FormatException problem(String problem) {
        return file.problem(this + ": " + problem);
    }

    /// `node 'conv_1' (Conv, opset 13)`.
    @Override
    public String toString() {
        String name = proto.getName().isEmpty() && proto.getOutputCount() > 0 ? proto.getOutput(0) : proto.getName();
        String shown = ModelFile.quote(operator());
        return "node " + ModelFile.quote(name) + " (" + shown.substring(1, shown.length() - 1) + ", opset " + opset
                + ")";
    }
}
