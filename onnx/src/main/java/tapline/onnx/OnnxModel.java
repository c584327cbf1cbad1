package tapline.onnx;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.OperatorSetIdProto;
import tapline.formats.FormatException;
import tapline.formats.OutputFiles;
import tapline.nn.Module;
import tapline.nn.Parameter;
import tapline.shape.ShapeException;
import tapline.tensor.DType;
import tapline.tensor.GradMode;
import tapline.tensor.Tensor;

/// A network read from an ONNX file: signals go in as `[batch, channels, length]`, in pure Java.
///
/// All operators, names, attributes and sizes are checked when the model is read; what its inputs don't fit is told
/// when it runs, with the node's name. Its weights are parameters under their names in the file, and can be looked
/// at and replaced ([#stateDict], [#loadStateDict]); but it is for use, not for training: no gradient flows through
/// it.
///
/// Thread-safe: one model serves any number of threads.
///
/// ```java
/// OnnxModel model = OnnxModel.read(Path.of("tcn.onnx"));
/// Tensor y = model.forward(x);
/// ```
public final class OnnxModel extends StateTree {
    /// The key in the metadata of a model of one step: how many frames of `y` come before the signal's.
    public static final String DELAY = "tapline.delay";

    private final Graph graph;
    private final int opset;
    private final List<OnnxPort> inputs;
    private final List<OnnxPort> outputs;
    private final Map<String, Integer> operators = new TreeMap<>();

    private OnnxModel(ModelProto proto, ModelFile file, int fileBytes) throws IOException {
        opset = opset(proto, file);
        graph = new GraphReader(file, opset, this, fileBytes).read(proto.getGraph());
        inputs = GraphReader.inputsOf(proto.getGraph()).stream()
                .map(OnnxPort::of)
                .toList();
        outputs = proto.getGraph().getOutputList().stream().map(OnnxPort::of).toList();
        for (NodeProto node : proto.getGraph().getNodeList()) {
            operators.merge(node.getOpType(), 1, Integer::sum);
        }
        eval();
    }

    /// The model in a file. Weights that are not in the file itself are read from files in the same folder, and
    /// from nowhere else.
    ///
    /// @throws FormatException if there is no such file, it is no ONNX model, or one that can't be run here
    public static OnnxModel read(Path path) throws IOException {
        return parse(ModelFile.read(path), ModelFile.of(path));
    }

    /// The model of these bytes.
    ///
    /// @param bytes the content of an ONNX file, with all weights. *Not modified*
    /// @param name what messages call it
    /// @throws FormatException if it is no ONNX model, or one that can't be run here
    public static OnnxModel parse(byte[] bytes, String name) throws IOException {
        return parse(bytes, new ModelFile(name, Optional.empty()));
    }

    private static OnnxModel parse(byte[] bytes, ModelFile file) throws IOException {
        try {
            return new OnnxModel(ModelProto.parseFrom(bytes), file, bytes.length);
        } catch (InvalidProtocolBufferException e) {
            throw new FormatException(file.name(), "not an ONNX model, or a damaged one", e);
        }
    }

    /// Writes a network as an ONNX file for the operator set 17, or a newer one where a layer needs it. Weights
    /// keep their names, and weight norm is written as the weights that it makes. The input is called `input`, the
    /// output `output`; the batch may have any size, and signals any length unless the network is for one length
    /// only.
    ///
    /// @param module of layers of [tapline.nn], in use rather than in training ([Module#eval]) where that matters
    /// @param inputShape of an example: `1, channels, length`
    /// @throws FormatException if a layer can't be written as ONNX; there is no new file then
    /// @throws ShapeException if the module can't be applied to such an input
    public static void write(Module module, Path path, int... inputShape) throws IOException {
        byte[] bytes = toBytes(module, path.toString(), inputShape);
        OutputFiles.write(path, out -> out.write(bytes));
    }

    /// The same as the bytes of a file.
    ///
    /// @param name what messages call it
    /// @throws FormatException if a layer can't be written as ONNX
    /// @throws ShapeException if the module can't be applied to such an input
    public static byte[] toBytes(Module module, String name, int... inputShape) throws FormatException {
        DType dtype =
                module.parameters().stream().map(Parameter::dtype).findFirst().orElse(DType.FLOAT32);
        try {
            return ModelWriter.write(module, dtype, inputShape).toByteArray();
        } catch (ShapeException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new FormatException(name, e.getMessage(), e);
        }
    }

    /// Writes one step of a network's stream as an ONNX file, for programs that call it again and again: a chunk of
    /// a signal goes in, and with it what the network remembers, which comes out again for the next step.
    ///
    /// Input `x` is `[1, channels, chunk]`, output `y` has the frames that come of it. Every other input is the
    /// output of its name with `_out` of the step before, and zeros before the first. A layer's state has the
    /// layer's name, as in `network.0.conv1.state`, and is `[1, channels, frames]`; `steps`, an integer, counts the
    /// steps where a layer's padding needs that. All sizes are fixed, and all operators of ONNX's own set, as in
    /// [#write].
    ///
    /// A causal network gives the frames that [Module#forward] gives, each at once. A layer that looks ahead makes
    /// the output later: the first frames of `y` are of no use then, as many as [#DELAY] says in the model's
    /// metadata, and the frames that [tapline.stream.Stream#finish] would give do not come.
    ///
    /// @param module of layers of [tapline.nn] that can be streamed, of float32, in use ([Module#eval])
    /// @param chunk frames that go in with each step: a multiple of the network's stride
    /// @throws FormatException if a layer can't be streamed or written, with its name and the reason; there is no
    ///     new file then
    public static void writeStreaming(Module module, Path path, int chunk) throws IOException {
        byte[] bytes = toStreamingBytes(module, path.toString(), chunk);
        OutputFiles.write(path, out -> out.write(bytes));
    }

    /// The same as the bytes of a file.
    ///
    /// @param name what messages call it
    /// @throws FormatException if a layer can't be streamed or written, with its name and the reason
    public static byte[] toStreamingBytes(Module module, String name, int chunk) throws FormatException {
        if (chunk < 1) {
            throw new FormatException(name, "expected a chunk of at least 1 frame, but got " + chunk);
        }
        try {
            return ModelWriter.writeStep(module, chunk).toByteArray();
        } catch (IllegalArgumentException | UnsupportedOperationException | ArithmeticException e) {
            throw new FormatException(name, e.getMessage(), e);
        }
    }

    private static int opset(ModelProto proto, ModelFile file) throws FormatException {
        if (!proto.hasGraph() || !proto.hasIrVersion()) {
            throw file.problem("not an ONNX model: expected a version and a graph");
        }
        for (OperatorSetIdProto set : proto.getOpsetImportList()) {
            if (OperatorTable.isStandard(set.getDomain())) {
                long version = set.getVersion();
                if (version < OperatorTable.OLDEST_OPSET || version > OperatorTable.NEWEST_OPSET) {
                    throw file.problem("expected an operator set from " + OperatorTable.OLDEST_OPSET + " to "
                            + OperatorTable.NEWEST_OPSET + ", but it is written for " + version);
                }
                return (int) version;
            }
        }
        throw file.problem("expected a version of ONNX's operator set, but there is none");
    }

    /// Applies a model of one input, and returns its first output.
    ///
    /// @throws ShapeException if the model has several inputs, or the tensor doesn't fit
    @Override
    public Tensor forward(Tensor input) {
        if (inputs.size() != 1) {
            throw new ShapeException("expected a model of one input, but this one has " + inputs);
        }
        return run(Map.of(inputs.getFirst().name(), input))
                .get(outputs.getFirst().name());
    }

    /// Applies the model.
    ///
    /// @param given a tensor for each input, by name; where the model wants integers, they are what the tensor's
    ///     numbers are without fractions
    /// @return a tensor for each output, by name, in the model's order; integers as float64
    /// @throws ShapeException if an input is missing, unknown, or doesn't fit
    public Map<String, Tensor> run(Map<String, Tensor> given) {
        Map<String, Value> values = new HashMap<>();
        given.forEach((name, tensor) -> values.put(name, Value.of(tensor.detach())));
        Map<String, Tensor> results = new LinkedHashMap<>();
        runValues(values).forEach((name, value) -> results.put(name, toTensor(value)));
        return results;
    }

    private static Tensor toTensor(Value value) {
        Value floats = value instanceof Value.Floats ? value : ConstantOperators.cast(value, ElementType.DOUBLE);
        return ((Value.Floats) floats).tensor();
    }

    Map<String, Value> runValues(Map<String, Value> given) {
        Map<Integer, Value> bySlot = new HashMap<>();
        for (OnnxPort input : inputs) {
            Value value = given.get(input.name());
            if (value == null) {
                throw new ShapeException("expected an input " + input + ", but got only " + given.keySet());
            }
            input.check(value.shape());
            bySlot.put(graph.inputs().get(input.name()), typed(value, input));
        }
        if (given.size() > inputs.size()) {
            throw new ShapeException("expected the inputs " + inputs + ", but got " + given.keySet());
        }
        Value[] values = GradMode.noGrad(() -> graph.run(bySlot));
        Map<String, Value> results = new LinkedHashMap<>();
        for (OnnxPort output : outputs) {
            results.put(output.name(), values[results.size()]);
        }
        return results;
    }

    /// Integers where they are wanted; floating-point numbers of the wrong size are not converted in silence.
    private static Value typed(Value value, OnnxPort input) {
        ElementType wanted = input.elementType().map(ElementType::inMemory).orElse(value.type());
        if (wanted == value.type()) {
            return value;
        }
        if (wanted.isFloating()) {
            throw new ShapeException("expected " + input + ", but got " + value.type() + ", that is "
                    + (value.type() == ElementType.DOUBLE ? DType.FLOAT64 : DType.FLOAT32));
        }
        return ConstantOperators.cast(value, wanted);
    }

    /// What goes in, in the model's order.
    public List<OnnxPort> inputs() {
        return inputs;
    }

    /// What comes out, in the model's order.
    public List<OnnxPort> outputs() {
        return outputs;
    }

    /// The version of ONNX's operator set that the model is written for.
    public int opset() {
        return opset;
    }

    /// How many nodes there are of each operator, in alphabetical order.
    public Map<String, Integer> operators() {
        return new TreeMap<>(operators);
    }

    @Override
    protected String extraRepr() {
        return inputs + " -> " + outputs + ", opset=" + opset;
    }
}
