package tapline.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.AttributeProto.AttributeType;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.OperatorSetIdProto;
import onnx.Onnx.StringStringEntryProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.ValueInfoProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tapline.RandomCases;
import tapline.formats.FormatException;
import tapline.shape.ShapeException;
import tapline.tensor.Tensor;

/// Files that lie are refused with one line that says where, before anything runs, and without taking more memory
/// than their size warrants.
class HostileModelsTest {
    private static final long FIXED_BYTES = 4 << 20;
    private static final long BYTES_PER_BYTE = 500;
    private static final int MUTANTS = 3000;

    @TempDir
    private Path folder;

    private static NodeProto.Builder node(String operator, String input, String output) {
        return NodeProto.newBuilder()
                .setOpType(operator)
                .setName(output)
                .addInput(input)
                .addOutput(output);
    }

    private static ValueInfoProto port(String name) {
        return ValueInfoProto.newBuilder().setName(name).build();
    }

    private static GraphProto.Builder graph(NodeProto.Builder... nodes) {
        GraphProto.Builder graph = GraphProto.newBuilder().addInput(port("x")).addOutput(port("y"));
        Arrays.stream(nodes).forEach(graph::addNode);
        return graph;
    }

    private static ModelProto.Builder model(GraphProto.Builder graph) {
        return ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
                .setGraph(graph);
    }

    private static void assertRefused(GraphProto.Builder graph, String message) {
        assertRefused(model(graph), message);
    }

    private static void assertRefused(ModelProto.Builder model, String message) {
        assertThatThrownBy(() -> OnnxModel.parse(model.build().toByteArray(), "x.onnx"))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith("x.onnx: ")
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }

    private static TensorProto.Builder weight(long... dims) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setName("w").setDataType(1);
        Arrays.stream(dims).forEach(tensor::addDims);
        return tensor;
    }

    private static GraphProto.Builder adding(TensorProto.Builder weight) {
        return graph(node("Add", "x", "y").addInput("w")).addInitializer(weight);
    }

    @Test
    void graphs() {
        assertRefused(graph(node("Relu", "y2", "y"), node("Relu", "y", "y2")), "in a cycle, among them node 'y'");
        assertRefused(graph(node("Relu", "nowhere", "y")), "its input 'nowhere' isn't an input");
        assertRefused(
                graph(node("Relu", "x", "y"), node("Tanh", "x", "y")), "'y' of an output of a node is defined twice");
        assertRefused(graph(node("Relu", "x", "x")), "defined twice");
        assertRefused(graph(node("Relu", "x", "z")), "output 'y' isn't made by any node");
        assertRefused(graph(node("Relu", "x", "y")).addInput(port("")), "expected a name");
        assertRefused(graph(node("Relu", "x", "y")).clearOutput(), "expected an output");
    }

    @Test
    void operators() {
        assertRefused(graph(node("Scan", "x", "y")), "node 'y' (Scan, opset 17): the operator isn't supported");
        assertRefused(graph(node("Relu", "x", "y").setDomain("com.example")), "of domain 'com.example'");
        assertRefused(graph(node("Gelu", "x", "y")), "only in operator sets from 20 on");
        assertRefused(graph(node("Relu", "x", "y").addInput("x")), "expected 1 inputs, but got 2");
        assertRefused(graph(node("Conv", "x", "y")), "expected 2 to 3 inputs, but got 1");
        assertRefused(graph(node("Evil\nOp", "x", "y")), "(Evil Op, opset 17)");
    }

    @Test
    void attributes() {
        AttributeProto.Builder alpha =
                AttributeProto.newBuilder().setName("alpha").setType(AttributeType.INT);
        assertRefused(
                graph(node("LeakyRelu", "x", "y").addAttribute(alpha)),
                "expected attribute alpha to be of type FLOAT, but got INT");
        assertRefused(
                graph(node("Relu", "x", "y").addAttribute(alpha)), "attribute 'alpha' of type INT isn't supported");
        AttributeProto.Builder axis =
                AttributeProto.newBuilder().setName("axis").setType(AttributeType.INT);
        assertRefused(graph(node("Softmax", "x", "y").addAttribute(axis).addAttribute(axis)), "stands there twice");
        assertRefused(
                graph(node("Softmax", "x", "y").addAttribute(axis.clone().setI(1L << 40))), "beyond what sizes can be");
    }

    @Test
    void models() {
        GraphProto.Builder graph = graph(node("Relu", "x", "y"));
        assertRefused(model(graph).clearGraph(), "expected a version and a graph");
        assertRefused(model(graph).clearOpsetImport(), "expected a version of ONNX's operator set");
        assertRefused(
                model(graph).setOpsetImport(0, OperatorSetIdProto.newBuilder().setVersion(99)),
                "expected an operator set from 6 to 28, but it is written for 99");
        assertThatThrownBy(() -> OnnxModel.parse("no model at all".getBytes(), "x.onnx"))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith("x.onnx: not an ONNX model");
        assertThatThrownBy(() -> OnnxModel.read(folder.resolve("none.onnx"))).hasMessageContaining("no such file");
    }

    @Test
    void sizes() {
        assertRefused(adding(weight(1L << 62)), "tensor 'w': expected sizes from 0 to");
        assertRefused(adding(weight(-1)), "tensor 'w': expected sizes from 0 to 2147483647, but got -1");
        assertRefused(adding(weight(1 << 20, 1 << 20)), "elements");
        assertRefused(adding(weight(1 << 30)), "expected 1073741824 elements for size [1073741824], but there are 0");
        ByteString five = ByteString.copyFrom(new byte[5]);
        assertRefused(adding(weight(2).setRawData(five)), "expected 8 bytes for size [2], but there are 5");
        assertRefused(adding(weight(2).setDataType(8)), "its element type is STRING");
        assertRefused(adding(weight(2).setDataType(77)), "its element type is number 77");
        long[] many = new long[1000];
        Arrays.fill(many, 1);
        assertRefused(adding(weight(many).addFloatData(1)), "at most 16 dimensions");
    }

    @Test
    void shapesThatFilesAskForAreNotMadeWhenTheyAreRead() throws IOException {
        TensorProto.Builder size = weight(1).setDataType(7).addInt64Data(Integer.MAX_VALUE);
        GraphProto.Builder huge = graph(node("ConstantOfShape", "w", "y")).addInitializer(size);
        long before = allocated();
        OnnxModel.parse(model(huge).build().toByteArray(), "x");
        assertThat(allocated() - before).isLessThan(FIXED_BYTES);
    }

    private TensorProto.Builder external(String location, String offset) {
        return weight(2)
                .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                .addExternalData(
                        StringStringEntryProto.newBuilder().setKey("location").setValue(location))
                .addExternalData(
                        StringStringEntryProto.newBuilder().setKey("offset").setValue(offset));
    }

    private OnnxModel written(TensorProto.Builder... weights) throws IOException {
        GraphProto.Builder graph = graph(node("Add", "x", "y").addInput("w"));
        Arrays.stream(weights).forEach(graph::addInitializer);
        Path path = folder.resolve("model.onnx");
        Files.write(path, model(graph).build().toByteArray());
        return OnnxModel.read(path);
    }

    @Test
    void externalData() throws IOException {
        Files.write(folder.resolve("weights.bin"), new byte[12]);
        Tensor one = Tensor.of(1f, 2f);
        assertThat(written(external("weights.bin", "4")).forward(one).equal(one))
                .isTrue();
        assertExternalRefused("expected bytes 8 to 16 of 'weights.bin', but it has 12", external("weights.bin", "8"));
        assertExternalRefused("expected a number of bytes as offset", external("weights.bin", "-4"));
        assertExternalRefused("in the model's folder", external("../../etc/passwd", "0"));
        assertExternalRefused("in the model's folder", external("/etc/passwd", "0"));
        assertExternalRefused("in the model's folder", external(".", "0"));
        assertExternalRefused("in the model's folder", external("missing.bin", "0"));
        assertExternalRefused(
                "ask for more than its 12",
                external("weights.bin", "0"),
                external("weights.bin", "0").setName("v"));
        assertRefused(adding(external("weights.bin", "0")), "expected all data in the model");
    }

    @Test
    void linksDoNotLeadOutOfTheFolder() throws IOException {
        Path outside = Files.createTempFile("outside", ".bin");
        Files.write(outside, new byte[8]);
        Files.createSymbolicLink(folder.resolve("link.bin"), outside);
        assertExternalRefused("in the model's folder", external("link.bin", "0"));
        Files.delete(outside);
    }

    private void assertExternalRefused(String message, TensorProto.Builder... weights) {
        assertThatThrownBy(() -> written(weights))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(message);
    }

    @Test
    void cutShort() throws IOException {
        byte[] whole = PyTorchModelsTest.bytes("causal/model.onnx");
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            int at = length;
            assertThatThrownBy(() -> OnnxModel.parse(cut, "x"))
                    .as("cut to %d", at)
                    .isInstanceOf(FormatException.class)
                    .hasMessageStartingWith("x: ")
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void mutated() throws IOException {
        List<byte[]> wholes = List.of(
                PyTorchModelsTest.bytes("causal/model.onnx"),
                PyTorchModelsTest.bytes("m5/model_nofold.onnx"),
                PyTorchModelsTest.bytes("tcn/model_nofold.onnx"));
        int[] read = new int[1];
        Consumer<SplittableRandom> property = random -> {
            byte[] mutant = mutate(wholes.get(random.nextInt(wholes.size())), random);
            long before = allocated();
            read[0] += readAndRun(mutant) ? 1 : 0;
            assertThat(allocated() - before).isLessThan(FIXED_BYTES + BYTES_PER_BYTE * mutant.length);
        };
        RandomCases.forEach(MUTANTS, property);
        assertThat(read[0]).isPositive();
    }

    private static boolean readAndRun(byte[] bytes) {
        try {
            OnnxModel.parse(bytes, "x");
            return true;
        } catch (FormatException e) {
            assertThat(e).hasMessageStartingWith("x: ").hasMessageNotContaining("\n");
            return false;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] mutate(byte[] whole, SplittableRandom random) {
        byte[] bytes = whole.clone();
        for (int edits = 1 + random.nextInt(4); edits > 0; edits--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(3)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = new byte[] {0, -1, 127, 1, 8, 10, 18}[random.nextInt(7)];
                default -> System.arraycopy(bytes, at, bytes, random.nextInt(bytes.length), 1);
            }
        }
        return bytes;
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    @Test
    void whatDoesNotFitIsToldWithTheNode() throws IOException {
        OnnxModel model = OnnxModel.parse(
                model(adding(weight(3).addFloatData(1).addFloatData(2).addFloatData(3)))
                        .build()
                        .toByteArray(),
                "x");
        assertThatThrownBy(() -> model.forward(Tensor.zeros(2)))
                .isInstanceOf(ShapeException.class)
                .hasMessageStartingWith("node 'y' (Add, opset 17): The size of tensor a (2)");
    }
}
