package tapline.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import onnx.Onnx.TensorShapeProto.Dimension;
import onnx.Onnx.TypeProto;
import onnx.Onnx.ValueInfoProto;
import tapline.shape.Shape;
import tapline.shape.ShapeException;

/// An input or output of a model.
///
/// @param name in the model
/// @param type of its elements, such as `tensor(float)`; empty if the model doesn't say
/// @param sizes one for each dimension: a number, a name for a size that may vary, or `?`; empty if the model
///     doesn't say
public record OnnxPort(String name, Optional<String> type, Optional<List<String>> sizes) {
    static OnnxPort of(ValueInfoProto info) {
        TypeProto.Tensor tensor = info.getType().getTensorType();
        Optional<String> type = ElementType.of(tensor.getElemType()).map(ElementType::toString);
        if (!tensor.hasShape()) {
            return new OnnxPort(info.getName(), type, Optional.empty());
        }
        List<String> sizes = new ArrayList<>();
        for (Dimension dimension : tensor.getShape().getDimList()) {
            boolean known = dimension.hasDimValue() && dimension.getDimValue() >= 0;
            String named = dimension.getDimParam().isEmpty() ? "?" : dimension.getDimParam();
            sizes.add(known ? Long.toString(dimension.getDimValue()) : named);
        }
        return new OnnxPort(info.getName(), type, Optional.of(List.copyOf(sizes)));
    }

    Optional<ElementType> elementType() {
        return type.flatMap(name -> Arrays.stream(ElementType.values())
                .filter(element -> element.toString().equals(name))
                .findFirst());
    }

    /// @throws ShapeException if a value of that shape can't go in here
    void check(Shape shape) {
        if (sizes.isEmpty()) {
            return;
        }
        boolean fits = sizes.get().size() == shape.rank();
        for (int dim = 0; fits && dim < shape.rank(); dim++) {
            String size = sizes.get().get(dim);
            fits = !Character.isDigit(size.charAt(0)) || size.equals(Integer.toString(shape.size(dim)));
        }
        if (!fits) {
            throw new ShapeException("expected " + this + ", but got size " + shape.toList());
        }
    }

    /// `input tensor(float) [batch, 2, length]`.
    @Override
    public String toString() {
        return ModelFile.quote(name).replace("'", "")
                + type.map(t -> " " + t).orElse("")
                + sizes.map(s -> " [" + String.join(", ", s) + "]").orElse("");
    }
}
