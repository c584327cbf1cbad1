package tapline.benchmarks;

import java.util.List;
import tapline.nn.BatchNorm1d;
import tapline.nn.Conv1d;
import tapline.nn.GroupNorm;
import tapline.nn.Linear;
import tapline.nn.PReLU;
import tapline.nn.Parameter;
import tapline.shape.ConvGeometry;
import tapline.tensor.Tensor;

/// A network as an ONNX model whose weights are constants. Group norm is what PyTorch's exporter makes of it: an
/// instance norm of the reshaped input, a product and a sum. A value is its name. Field numbers are those of
/// `onnx.proto`.
final class OnnxNetworkModel implements NetworkOperators<String> {
    private static final float GROUP_NORM_EPS = 1e-5f;
    private static final int INT64 = 7;

    private final ProtobufWriter graph = new ProtobufWriter();
    private int names;

    /// The sizes of a convolution that libraries are told one by one.
    record Sizes(int stride, int padLeft, int padRight, int dilation, int groups, int kernel) {
        static Sizes of(Conv1d layer) {
            ConvGeometry geometry = layer.geometry(1);
            return new Sizes(
                    geometry.stride(),
                    geometry.padLeft(),
                    geometry.padRight(),
                    geometry.dilation(),
                    geometry.groups(),
                    geometry.kernelSize());
        }
    }

    private OnnxNetworkModel() {}

    /// The bytes of a `ModelProto`.
    static byte[] encode(NetworkTask task, int[] inputSizes) {
        OnnxNetworkModel model = new OnnxNetworkModel();
        String result = task.words().apply(model, task.module(), OnnxConvModel.INPUT);
        model.node("Identity", OnnxConvModel.OUTPUT, List.of(result));
        model.graph
                .text(2, task.id())
                .message(11, OnnxConvModel.value(OnnxConvModel.INPUT, inputSizes))
                .message(12, OnnxConvModel.valueOfAnyShape(OnnxConvModel.OUTPUT));
        return OnnxConvModel.model(model.graph);
    }

    private String node(String operator, List<String> inputs, ProtobufWriter... attributes) {
        return node(operator, "v" + names++, inputs, attributes);
    }

    private String node(String operator, String output, List<String> inputs, ProtobufWriter... attributes) {
        ProtobufWriter node = new ProtobufWriter();
        inputs.forEach(input -> node.text(1, input));
        node.text(2, output).text(4, operator);
        for (ProtobufWriter attribute : attributes) {
            node.message(5, attribute);
        }
        graph.message(1, node);
        return output;
    }

    private String constant(float[] values, int... sizes) {
        String name = "c" + names++;
        graph.message(5, OnnxConvModel.constant(name, values, sizes));
        return name;
    }

    private String constant(Tensor tensor) {
        return constant(tensor.floats(), tensor.shape().toArray());
    }

    private String constant(Parameter parameter) {
        return constant(parameter.tensor());
    }

    /// The sizes that a `Reshape` makes: 0 leaves one as it is, -1 takes the rest.
    private String shape(long... sizes) {
        String name = "c" + names++;
        ProtobufWriter tensor = new ProtobufWriter().number(1, sizes.length).number(2, INT64);
        for (long size : sizes) {
            tensor.number(7, size);
        }
        graph.message(5, tensor.text(8, name));
        return name;
    }

    @Override
    public String conv(String x, Conv1d layer) {
        Sizes sizes = Sizes.of(layer);
        String weight = constant(layer.weight());
        List<String> inputs = layer.bias().isPresent()
                ? List.of(x, weight, constant(layer.bias().orElseThrow()))
                : List.of(x, weight);
        return node(
                "Conv",
                inputs,
                OnnxConvModel.attribute("kernel_shape", sizes.kernel()),
                OnnxConvModel.attribute("strides", sizes.stride()),
                OnnxConvModel.attribute("pads", sizes.padLeft(), sizes.padRight()),
                OnnxConvModel.attribute("dilations", sizes.dilation()),
                OnnxConvModel.single("group", sizes.groups()));
    }

    @Override
    public String batchNorm(String x, BatchNorm1d layer) {
        return node(
                "BatchNormalization",
                List.of(
                        x,
                        constant(layer.weight().orElseThrow()),
                        constant(layer.bias().orElseThrow()),
                        constant(layer.runningMean().orElseThrow()),
                        constant(layer.runningVariance().orElseThrow())),
                OnnxConvModel.real("epsilon", (float) layer.eps()));
    }

    @Override
    public String groupNorm(String x, GroupNorm layer) {
        Tensor weight = layer.weight().orElseThrow().tensor();
        int channels = weight.size(0);
        String rows = node("Reshape", List.of(x, shape(0, 1, -1)));
        String ones = constant(new float[] {1}, 1);
        String zeros = constant(new float[] {0}, 1);
        String normal = node(
                "InstanceNormalization", List.of(rows, ones, zeros), OnnxConvModel.real("epsilon", GROUP_NORM_EPS));
        String back = node("Reshape", List.of(normal, shape(0, channels, -1)));
        String scaled = node("Mul", List.of(back, constant(weight.floats(), channels, 1)));
        Tensor bias = layer.bias().orElseThrow().tensor();
        return node("Add", List.of(scaled, constant(bias.floats(), channels, 1)));
    }

    @Override
    public String relu(String x) {
        return node("Relu", List.of(x));
    }

    @Override
    public String prelu(String x, PReLU layer) {
        return node("PRelu", List.of(x, constant(layer.weight().tensor().floats(), 1, 1)));
    }

    @Override
    public String tanh(String x) {
        return node("Tanh", List.of(x));
    }

    @Override
    public String sigmoid(String x) {
        return node("Sigmoid", List.of(x));
    }

    @Override
    public String add(String x, String y) {
        return node("Add", List.of(x, y));
    }

    @Override
    public String mul(String x, String y) {
        return node("Mul", List.of(x, y));
    }

    @Override
    public String maxPool(String x, int width) {
        return node(
                "MaxPool",
                List.of(x),
                OnnxConvModel.attribute("kernel_shape", width),
                OnnxConvModel.attribute("strides", width));
    }

    @Override
    public String mean(String x) {
        return node("ReduceMean", List.of(x), OnnxConvModel.attribute("axes", 2), OnnxConvModel.single("keepdims", 0));
    }

    @Override
    public String linear(String x, Linear layer) {
        return node(
                "Gemm",
                List.of(x, constant(layer.weight()), constant(layer.bias().orElseThrow())),
                OnnxConvModel.single("transB", 1));
    }

    @Override
    public String logSoftmax(String x) {
        return node("LogSoftmax", List.of(x), OnnxConvModel.single("axis", 1));
    }
}
