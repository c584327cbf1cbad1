package tapline.onnx;

import onnx.Onnx.ModelProto;
import onnx.Onnx.OperatorSetIdProto;
import onnx.Onnx.StringStringEntryProto;
import onnx.Onnx.TensorShapeProto;
import onnx.Onnx.ValueInfoProto;
import tapline.nn.Module;
import tapline.onnx.LayerScope.Signal;
import tapline.shape.Shape;
import tapline.tensor.DType;
import tapline.tensor.GradMode;
import tapline.tensor.Tensor;

/// Writes a network as ONNX's `ModelProto`: for whole signals, with one input `input` and one output `output`, or
/// for one step of a stream.
final class ModelWriter {
    private static final int IR_VERSION = 8;
    private static final int IR_VERSION_OF_OPSET_19 = 9;
    private static final int OPSET_19 = 19;

    private ModelWriter() {}

    /// @throws IllegalArgumentException if a layer can't be written
    static ModelProto write(Module module, DType dtype, int... inputShape) {
        GraphWriter writer = new GraphWriter();
        Signal input = new Signal(writer.unique("input"), Tensor.zeros(dtype, inputShape), 0);
        String name = writer.unique("output");
        Signal output = new LayerScope(writer, LayerTable.WHOLE, "", module).write(input);
        writer.renameOutput(output.name(), name);
        boolean anyLength = !writer.isLengthFixed() && worksForLonger(module, input.example());
        writer.graph()
                .addInput(port(input.name(), input.example(), anyLength ? "length" : ""))
                .addOutput(port(
                        name, output.example(), anyLength && changes(module, input, output) ? "output_length" : ""));
        return model(writer, module).build();
    }

    /// One step of a stream: `chunk` frames go in as `x` and, together with what outputs of the step before were,
    /// make `y`.
    ///
    /// @throws IllegalArgumentException if a layer can't be written
    /// @throws UnsupportedOperationException if a layer can't work on a live signal
    static ModelProto writeStep(Module module, int chunk) {
        int channels = module.streamPlan().inChannels();
        GraphWriter writer = new GraphWriter();
        Signal input = new Signal(writer.unique("x"), Tensor.zeros(1, channels, chunk), 0);
        String name = writer.unique("y");
        writer.graph().addInput(fixedPort(input.name(), input.example()));
        Signal output = new LayerScope(writer, LayerTable.STEP, "", module).write(input);
        writer.renameOutput(output.name(), name);
        writer.graph().addOutput(0, fixedPort(name, output.example()));
        return model(writer, module)
                .addMetadataProps(StringStringEntryProto.newBuilder()
                        .setKey(OnnxModel.DELAY)
                        .setValue(Integer.toString(output.delay())))
                .build();
    }

    private static ModelProto.Builder model(GraphWriter writer, Module module) {
        return ModelProto.newBuilder()
                .setIrVersion(writer.opset() < OPSET_19 ? IR_VERSION : IR_VERSION_OF_OPSET_19)
                .setProducerName("tapline")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(writer.opset()))
                .setGraph(writer.graph().setName(module.getClass().getSimpleName()));
    }

    private static boolean worksForLonger(Module module, Tensor example) {
        try {
            return example.shape().rank() == 3 && result(module, longer(example)) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /// Whether the output is longer for a longer input.
    private static boolean changes(Module module, Signal input, Signal output) {
        return !result(module, longer(input.example())).shape().equals(output.shape());
    }

    private static Tensor result(Module module, Tensor input) {
        return GradMode.noGrad(() -> module.forward(input));
    }

    private static Tensor longer(Tensor example) {
        Shape shape = example.shape();
        return Tensor.zeros(
                example.dtype(),
                shape.with(2, Math.multiplyExact(2, shape.size(2)) + 1).toArray());
    }

    /// @param length what the size of the last dimension is called; empty if it is fixed
    private static ValueInfoProto port(String name, Tensor example, String length) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        int rank = example.shape().rank();
        for (int dim = 0; dim < rank; dim++) {
            TensorShapeProto.Dimension.Builder size = TensorShapeProto.Dimension.newBuilder();
            if (dim == 0) {
                size.setDimParam("batch");
            } else if (dim == rank - 1 && !length.isEmpty()) {
                size.setDimParam(length);
            } else {
                size.setDimValue(example.shape().size(dim));
            }
            shape.addDim(size);
        }
        return GraphWriter.port(name, type(example), shape);
    }

    private static ValueInfoProto fixedPort(String name, Tensor example) {
        return GraphWriter.port(name, type(example), example.shape().toArray());
    }

    private static ElementType type(Tensor example) {
        return example.dtype() == DType.FLOAT32 ? ElementType.FLOAT : ElementType.DOUBLE;
    }
}
