package tapline.benchmarks;

/// An ONNX model of one operator, `Conv`, whose weights are constants: the runtime may pack them beforehand.
/// Field numbers are those of `onnx.proto`.
final class OnnxConvModel {
    static final String INPUT = "x";
    static final String OUTPUT = "y";

    private static final String WEIGHT = "w";
    private static final String BIAS = "b";
    private static final int IR_VERSION = 8;
    /// The operators of ONNX 1.12; `Conv` is that of version 11.
    private static final int OPERATOR_SET = 17;
    private static final int FLOAT = 1;
    private static final int ATTRIBUTE_INTS = 7;
    private static final int ATTRIBUTE_INT = 2;
    private static final int ATTRIBUTE_FLOAT = 1;

    private OnnxConvModel() {}

    /// The bytes of a `ModelProto`.
    static byte[] encode(ConvData data) {
        ConvShape shape = data.shape();
        ProtobufWriter graph = new ProtobufWriter()
                .message(1, node(shape))
                .text(2, "conv")
                .message(5, constant(WEIGHT, data.weight(), shape.weightSizes()))
                .message(5, constant(BIAS, data.bias(), shape.outChannels()))
                .message(11, value(INPUT, shape.inputSizes()))
                .message(12, value(OUTPUT, shape.outputSizes()));
        return model(graph);
    }

    /// The bytes of a `ModelProto` of this `GraphProto`.
    static byte[] model(ProtobufWriter graph) {
        ProtobufWriter operators = new ProtobufWriter().text(1, "").number(2, OPERATOR_SET);
        return new ProtobufWriter()
                .number(1, IR_VERSION)
                .message(7, graph)
                .message(8, operators)
                .toBytes();
    }

    private static ProtobufWriter node(ConvShape shape) {
        return new ProtobufWriter()
                .text(1, INPUT)
                .text(1, WEIGHT)
                .text(1, BIAS)
                .text(2, OUTPUT)
                .text(4, "Conv")
                .message(5, attribute("strides", shape.stride()))
                .message(5, attribute("pads", shape.padding(), shape.padding()))
                .message(5, attribute("dilations", shape.dilation()))
                .message(5, single("group", shape.groups()));
    }

    /// An attribute that is one integer.
    static ProtobufWriter single(String name, int value) {
        return new ProtobufWriter().text(1, name).number(3, value).number(20, ATTRIBUTE_INT);
    }

    /// An attribute that is one real number.
    static ProtobufWriter real(String name, float value) {
        return new ProtobufWriter().text(1, name).real(2, value).number(20, ATTRIBUTE_FLOAT);
    }

    /// An attribute that is a list of integers.
    static ProtobufWriter attribute(String name, int... values) {
        ProtobufWriter attribute = new ProtobufWriter().text(1, name);
        for (int value : values) {
            attribute.number(8, value);
        }
        return attribute.number(20, ATTRIBUTE_INTS);
    }

    static ProtobufWriter constant(String name, float[] values, int... sizes) {
        ProtobufWriter tensor = new ProtobufWriter();
        for (int size : sizes) {
            tensor.number(1, size);
        }
        return tensor.number(2, FLOAT).text(8, name).floats(9, values);
    }

    static ProtobufWriter value(String name, int... sizes) {
        ProtobufWriter shape = new ProtobufWriter();
        for (int size : sizes) {
            shape.message(1, new ProtobufWriter().number(1, size));
        }
        return value(name, new ProtobufWriter().number(1, FLOAT).message(2, shape));
    }

    /// A float tensor whose shape the runtime works out.
    static ProtobufWriter valueOfAnyShape(String name) {
        return value(name, new ProtobufWriter().number(1, FLOAT));
    }

    private static ProtobufWriter value(String name, ProtobufWriter tensorType) {
        return new ProtobufWriter().text(1, name).message(2, new ProtobufWriter().message(1, tensorType));
    }
}
