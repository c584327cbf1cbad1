package tapline.onnx;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.AttributeProto.AttributeType;
import onnx.Onnx.GraphProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorShapeProto;
import onnx.Onnx.TypeProto;
import onnx.Onnx.ValueInfoProto;
import tapline.tensor.DType;
import tapline.tensor.Tensor;

/// A graph while its nodes are written. Not thread-safe.
final class GraphWriter {
    /// What most programs that run ONNX know; nodes that need a newer operator set say so.
    private static final int OPSET = 17;

    private final GraphProto.Builder graph = GraphProto.newBuilder();
    private final Set<String> names = new HashSet<>();
    private int opset = OPSET;
    private boolean lengthIsFixed;
    private String steps = "";

    /// Adds a node.
    ///
    /// @param inputs names of values; empty for an optional one that isn't there
    /// @return the name of its output
    String node(String operator, List<String> inputs, AttributeProto... attributes) {
        return nodes(operator, inputs, 1, attributes).getFirst();
    }

    /// Adds a node of several outputs.
    List<String> nodes(String operator, List<String> inputs, int outputs, AttributeProto... attributes) {
        String name = unique(operator);
        List<String> made = outputs == 1
                ? List.of(unique(name + "_output"))
                : IntStream.range(0, outputs)
                        .mapToObj(i -> unique(name + "_output" + i))
                        .toList();
        graph.addNode(NodeProto.newBuilder()
                .setName(name)
                .setOpType(operator)
                .addAllInput(inputs)
                .addAllOutput(made)
                .addAllAttribute(Arrays.asList(attributes)));
        return made;
    }

    /// Adds a tensor of the graph's own.
    ///
    /// @return its name, which is another where this one is taken
    String tensor(String wanted, Tensor tensor) {
        boolean single = tensor.dtype() == DType.FLOAT32;
        int elements = tensor.shape().elements();
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(elements, single ? Float.BYTES : Double.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        if (single) {
            bytes.asFloatBuffer().put(tensor.floats());
        } else {
            bytes.asDoubleBuffer().put(tensor.doubles());
        }
        ElementType type = single ? ElementType.FLOAT : ElementType.DOUBLE;
        return initializer(wanted, type, bytes, tensor.shape().toArray());
    }

    /// Adds a vector of integers.
    String integers(String wanted, long... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        return initializer(wanted, ElementType.INT64, bytes, values.length);
    }

    private String initializer(String wanted, ElementType type, ByteBuffer bytes, int... sizes) {
        String name = unique(wanted);
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setName(name)
                .setDataType(type.code())
                .setRawData(ByteString.copyFrom(bytes.rewind()));
        Arrays.stream(sizes).forEach(tensor::addDims);
        graph.addInitializer(tensor);
        return name;
    }

    /// Adds an input that is what an output was one step before; zeros in the first step. [#setState] makes the
    /// output.
    ///
    /// @return its name
    String state(String wanted, ElementType type, int... sizes) {
        String name = unique(wanted);
        graph.addInput(port(name, type, sizes));
        return name;
    }

    /// Makes the value of the last node the output that is `state` one step later, under its name with `_out`.
    void setState(String state, String made, ElementType type, int... sizes) {
        String name = unique(state + "_out");
        renameOutput(made, name);
        graph.addOutput(port(name, type, sizes));
    }

    /// How many steps have been made before this one, `[1]`.
    String steps() {
        if (steps.isEmpty()) {
            steps = state("steps", ElementType.INT64, 1);
            String more = node("Add", List.of(steps, integers("one", 1)));
            setState(steps, more, ElementType.INT64, 1);
        }
        return steps;
    }

    /// Samples `from` to `to` (exclusive) of a signal.
    String slice(String signal, long from, long to) {
        List<String> inputs = List.of(signal, integers("start", from), integers("end", to), integers("axes", 2));
        return node("Slice", inputs);
    }

    /// A name that nothing has yet.
    String unique(String wanted) {
        String name = wanted;
        for (int i = 1; !names.add(name); i++) {
            name = wanted + "_" + i;
        }
        return name;
    }

    /// Gives the value `made` the name `wanted`: the last node's output simply gets it, and any other value goes
    /// through a node that does nothing.
    void renameOutput(String made, String wanted) {
        int last = graph.getNodeCount() - 1;
        if (last < 0 || !graph.getNode(last).getOutputList().equals(List.of(made))) {
            node("Identity", List.of(made));
            last++;
        }
        graph.setNode(last, graph.getNode(last).toBuilder().setOutput(0, wanted));
    }

    /// Says that a node is of a newer operator set.
    void requireOpset(int version) {
        opset = Math.max(opset, version);
    }

    /// Says that what was written holds for the example's length only.
    void fixLength() {
        lengthIsFixed = true;
    }

    boolean isLengthFixed() {
        return lengthIsFixed;
    }

    int opset() {
        return opset;
    }

    GraphProto.Builder graph() {
        return graph;
    }

    /// An input or output of fixed size.
    static ValueInfoProto port(String name, ElementType type, int... sizes) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        Arrays.stream(sizes)
                .mapToObj(size -> TensorShapeProto.Dimension.newBuilder().setDimValue(size))
                .forEach(shape::addDim);
        return port(name, type, shape);
    }

    /// An input or output.
    static ValueInfoProto port(String name, ElementType type, TensorShapeProto.Builder shape) {
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(type.code())
                                .setShape(shape)))
                .build();
    }

    static AttributeProto ints(String name, int... values) {
        AttributeProto.Builder attribute =
                AttributeProto.newBuilder().setName(name).setType(AttributeType.INTS);
        Arrays.stream(values).forEach(attribute::addInts);
        return attribute.build();
    }

    static AttributeProto integer(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.INT)
                .setI(value)
                .build();
    }

    static AttributeProto number(String name, double value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.FLOAT)
                .setF((float) value)
                .build();
    }

    static AttributeProto text(String name, String value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.STRING)
                .setS(ByteString.copyFromUtf8(value))
                .build();
    }
}
