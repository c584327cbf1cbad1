package tapline.tensor;

import java.util.List;
import tapline.kernel.Sigmoid;
import tapline.shape.ShapeException;

/// The gated linear unit, with its step back beneath it.
final class Glu {
    private Glu() {}

    static Tensor forward(Tensor x, int dim) {
        if (x.shape().rank() == 0) {
            throw new ShapeException("glu does not support 0-dimensional tensors");
        }
        int d = x.shape().dimension(dim);
        int size = x.size(d);
        if (size % 2 != 0) {
            throw new ShapeException("Halving dimension must be even, but dimension " + d + " is size " + size);
        }
        Tensor plain = x.detach();
        Tensor values = plain.slice(d, 0, size / 2);
        Tensor gates = plain.slice(d, size / 2, size);
        return Node.record(
                "GluBackward0", values.mul(Activations.sigmoid(gates)), Edge.to(x, g -> backward(g, values, gates, d)));
    }

    private static Tensor backward(Tensor g, Tensor values, Tensor gates, int dim) {
        Tensor ofGates = Mapping.backward(new Sigmoid(), gates, g.mul(values));
        return Tensor.cat(List.of(g.mul(Activations.sigmoid(gates)), ofGates), dim);
    }
}
