package tapline.onnx;

import onnx.Onnx.ModelProto;
import onnx.Onnx.OperatorSetIdProto;
import onnx.Onnx.TensorShapeProto;
import onnx.Onnx.TypeProto;
import onnx.Onnx.ValueInfoProto;
import tapline.nn.Module;
import tapline.onnx.LayerScope.Signal;
import tapline.shape.Shape;
import tapline.tensor.DType;
import tapline.tensor.GradMode;
import tapline.tensor.Tensor;

/// Writes a network as ONNX's `ModelProto`, with one input `input` and one output `output`.
final class ModelWriter {
    private static final int IR_VERSION = 8;
    private static final int IR_VERSION_OF_OPSET_19 = 9;
    private static final int OPSET_19 = 19;

    private ModelWriter() {}

    /// @throws IllegalArgumentException if a layer can't be written
    static ModelProto write(Module module, DType dtype, int... inputShape) {
        GraphWriter writer = new GraphWriter();
        Signal input = new Signal(writer.unique("input"), Tensor.zeros(dtype, inputShape));
        String name = writer.unique("output");
        Signal output = new LayerScope(writer, "", module).write(input);
        writer.renameOutput(output.name(), name);
        boolean anyLength = !writer.isLengthFixed() && worksForLonger(module, input.example());
        writer.graph()
                .setName(module.getClass().getSimpleName())
                .addInput(port(input.name(), input.example(), anyLength ? "length" : ""))
                .addOutput(port(
                        name, output.example(), anyLength && changes(module, input, output) ? "output_length" : ""));
        return ModelProto.newBuilder()
                .setIrVersion(writer.opset() < OPSET_19 ? IR_VERSION : IR_VERSION_OF_OPSET_19)
                .setProducerName("tapline")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(writer.opset()))
                .setGraph(writer.graph())
                .build();
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
        int type = (example.dtype() == DType.FLOAT32 ? ElementType.FLOAT : ElementType.DOUBLE).code();
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(
                                TypeProto.Tensor.newBuilder().setElemType(type).setShape(shape)))
                .build();
    }
}
