package tapline.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.AttributeProto.AttributeType;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.OperatorSetIdProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TypeProto;
import onnx.Onnx.ValueInfoProto;
import org.junit.jupiter.api.Test;
import tapline.formats.FormatException;
import tapline.onnx.Value.Integers;
import tapline.shape.Shape;
import tapline.shape.ShapeException;
import tapline.tensor.Tensor;

/// Single nodes at the edges of what their operators mean.
class OperatorEdgesTest {
    private static final int FLOAT = 1;
    private static final int INT64 = 7;

    private static NodeProto.Builder node(String operator, String... inputs) {
        return NodeProto.newBuilder().setOpType(operator).addAllInput(List.of(inputs));
    }

    private static AttributeProto integers(String name, long... values) {
        AttributeProto.Builder attribute =
                AttributeProto.newBuilder().setName(name).setType(AttributeType.INTS);
        Arrays.stream(values).forEach(attribute::addInts);
        return attribute.build();
    }

    private static AttributeProto word(String name, String value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.STRING)
                .setS(ByteString.copyFromUtf8(value))
                .build();
    }

    private static TensorProto floats(String name, int... dims) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(FLOAT);
        Arrays.stream(dims).forEach(tensor::addDims);
        IntStream.range(0, Arrays.stream(dims).reduce(1, (x, y) -> x * y)).forEach(_ -> tensor.addFloatData(1));
        return tensor.build();
    }

    private static TensorProto longs(String name, long... values) {
        TensorProto.Builder tensor =
                TensorProto.newBuilder().setName(name).setDataType(INT64).addDims(values.length);
        Arrays.stream(values).forEach(tensor::addInt64Data);
        return tensor.build();
    }

    /// A model of one node, from `x` to `y`.
    private static OnnxModel model(int opset, int type, NodeProto.Builder node, TensorProto... constants)
            throws IOException {
        ValueInfoProto.Builder x = ValueInfoProto.newBuilder()
                .setName("x")
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder().setElemType(type)));
        GraphProto.Builder graph = GraphProto.newBuilder()
                .addInput(x)
                .addOutput(ValueInfoProto.newBuilder().setName("y"))
                .addNode(node.addOutput("y"))
                .addAllInitializer(List.of(constants));
        return parse(opset, graph);
    }

    private static OnnxModel parse(int opset, GraphProto.Builder graph) throws IOException {
        ModelProto model = ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(opset))
                .setGraph(graph)
                .build();
        return OnnxModel.parse(model.toByteArray(), "x.onnx");
    }

    @Test
    void resizeOfALongSignal() throws IOException {
        int length = 50_000;
        Tensor ramp = Tensor.zeros(1, 1, length);
        Arrays.setAll(new Object[length], i -> ramp.floats()[i] = i);
        NodeProto.Builder resize = node("Resize", "x", "", "scales")
                .addAttribute(word("mode", "linear"))
                .addAttribute(word("coordinate_transformation_mode", "align_corners"));
        TensorProto scales = floats("scales", 3).toBuilder().setFloatData(2, 2).build();

        float[] resized = model(17, FLOAT, resize, scales).forward(ramp).floats();

        for (int i : new int[] {1000, 43_000, 60_000, 99_999}) {
            double expected = i * (length - 1.0) / (2 * length - 1);
            assertThat((double) resized[i]).isBetween(expected - 0.01, expected + 0.01);
        }
    }

    @Test
    void integersToTheHalf() throws IOException {
        TensorProto half = floats("half", 1).toBuilder().setFloatData(0, 0.5f).build();

        Tensor roots = model(17, INT64, node("Pow", "x", "half"), half).forward(Tensor.of(4f, 9f));

        assertThat(roots.doubles()).containsExactly(2, 3);
    }

    @Test
    void slices() throws IOException {
        Tensor x = Tensor.of(1f, 2f, 3f, 4f);
        NodeProto.Builder old =
                node("Slice", "x").addAttribute(integers("starts", 1)).addAttribute(integers("ends", Long.MAX_VALUE));
        assertThat(model(9, FLOAT, old).forward(x).floats()).containsExactly(2, 3, 4);
        NodeProto.Builder backwards = node("Slice", "x", "from", "to", "axes", "steps");
        assertThat(model(
                                17,
                                FLOAT,
                                backwards,
                                longs("from", -100),
                                longs("to", -200),
                                longs("axes", 0),
                                longs("steps", -1))
                        .forward(x)
                        .floats())
                .containsExactly(1);
    }

    @Test
    void aConvolutionOfSingleSamplesGoesAlongEitherDimension() throws IOException {
        NodeProto.Builder conv = node("Conv", "x", "w").addAttribute(integers("kernel_shape", 1, 1));
        OnnxModel model = model(17, FLOAT, conv, floats("w", 1, 1, 1, 1));
        Tensor x = Tensor.of(1f, 2f, 3f);

        assertThat(model.forward(x.reshape(1, 1, 3, 1)).equal(x.reshape(1, 1, 3, 1)))
                .isTrue();
        assertThat(model.forward(x.reshape(1, 1, 1, 3)).equal(x.reshape(1, 1, 1, 3)))
                .isTrue();
        assertThatThrownBy(() -> model.forward(Tensor.zeros(1, 1, 2, 3))).hasMessageContaining("to be 1-D");
    }

    @Test
    void aTransposedConvolutionWhoseStridesLeaveGaps() throws IOException {
        NodeProto.Builder node = node("ConvTranspose", "x", "w")
                .addAttribute(integers("strides", 3))
                .addAttribute(word("auto_pad", "SAME_UPPER"));

        Tensor y = model(17, FLOAT, node, floats("w", 1, 1, 2))
                .forward(Tensor.of(1f, 2f).reshape(1, 1, 2));

        assertThat(y.floats()).containsExactly(1, 1, 0, 2, 2, 0);
    }

    @Test
    void inputsThatAreMissingOrOfTheWrongTypeAreNamed() throws IOException {
        for (String operator : List.of("Max", "Concat", "Mean")) {
            assertThatThrownBy(() -> model(17, FLOAT, node(operator, "x", "")))
                    .isInstanceOf(FormatException.class)
                    .hasMessageContaining("expected a name for input 1, but it has none");
        }
        GraphProto.Builder unused = GraphProto.newBuilder()
                .addInput(ValueInfoProto.newBuilder().setName("x"))
                .addOutput(ValueInfoProto.newBuilder().setName("y"))
                .addInitializer(longs("i", 1, 2))
                .addNode(node("Mean", "i", "i").addOutput("mean"))
                .addNode(node("Relu", "x").addOutput("y"));
        assertThatCode(() -> parse(17, unused)).doesNotThrowAnyException();
        OnnxModel prelu = model(17, FLOAT, node("PRelu", "x", "slope"), longs("slope", 1));
        assertThatThrownBy(() -> prelu.forward(Tensor.zeros(2)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("expected floating-point numbers as input 1, but got tensor(int64)");
    }

    @Test
    void foldingTakesNoMoreWorkThanTheFileIsWorth() {
        int elements = 100_000;
        Integers all = (Integers) Value.zeros(ElementType.INT8, Shape.of(elements));
        int[] calls = new int[1];
        Operator.Step sum = inputs -> {
            calls[0]++;
            return new Value[] {Value.of(inputs.shape(0).elements())};
        };
        Operator.Step copy = Operator.single(inputs -> inputs.value(0).blank(inputs.shape(0)));
        Folding folding = new Folding(elements);

        assertThat(folding.outputs(copy, all)).isEmpty();
        Optional<Value[]> small = folding.outputs(copy, Value.of(1, 2, 3));
        IntStream.range(0, 10_000).forEach(_ -> folding.outputs(sum, all));

        assertThat(small).isPresent();
        assertThat(calls[0]).isPositive().isLessThan(100);
    }

    @Test
    void namesThatCollideAreAllKept() {
        int count = 2000;
        StateTree tree = new StateTree();
        Consumer<String> add = name -> tree.add(name, Tensor.ones(1), true);
        IntStream.range(0, count)
                .mapToObj(i -> (i % 2 == 0 ? "a_b" : "a.b") + ".")
                .forEach(add);
        add.accept("a_b_");

        assertThat(tree.stateDict()).hasSize(count + 1).containsKeys("a_b_", "a_b__1");
    }
}
