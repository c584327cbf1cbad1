package tapline.nn;

import java.util.Optional;
import tapline.shape.Shape;
import tapline.shape.ShapeException;
import tapline.tensor.DType;
import tapline.tensor.DTypeException;
import tapline.tensor.Tensor;

/// A tensor that a layer learns: its weight or its bias.
///
/// Thread-safe: [#set] replaces the tensor at once, and a computation that has begun goes on with the one it has.
public final class Parameter implements Weight {
    private final String name;
    private volatile Tensor tensor;

    /// @param name in its layer, such as `weight`
    /// @param tensor its first value; gradients are wanted for it
    public Parameter(String name, Tensor tensor) {
        this.name = name;
        this.tensor = tensor.requiresGrad(true);
    }

    /// The name in its layer, such as `weight`.
    public String name() {
        return name;
    }

    /// The value.
    @Override
    public Tensor tensor() {
        return tensor;
    }

    /// The shape of the value, which [#set] keeps.
    @Override
    public Shape shape() {
        return tensor.shape();
    }

    /// The element type of the value, which [#set] keeps.
    @Override
    public DType dtype() {
        return tensor.dtype();
    }

    /// The gradient that [Tensor#backward] has gathered for this parameter.
    public Optional<Tensor> grad() {
        return tensor.grad();
    }

    /// Replaces the value, keeping the gradient and what was said about gradients.
    ///
    /// @param value of the same shape and element type. *Kept*
    /// @throws ShapeException if the shape differs
    /// @throws DTypeException if the element type differs
    public synchronized void set(Tensor value) {
        checkAlike(name, tensor, value);
        tensor = value.detach().asValueOf(tensor);
    }

    static void checkAlike(String name, Tensor current, Tensor value) {
        if (!value.shape().equals(current.shape())) {
            throw new ShapeException(
                    "size mismatch for " + name + ": expected " + current.shape() + ", but got " + value.shape());
        }
        if (value.dtype() != current.dtype()) {
            throw new DTypeException(
                    "type mismatch for " + name + ": expected " + current.dtype() + ", but got " + value.dtype());
        }
    }

    /// Says whether gradients are wanted for this parameter; without, it is frozen.
    public synchronized Parameter requiresGrad(boolean wanted) {
        tensor = tensor.requiresGrad(wanted);
        return this;
    }

    /// As PyTorch prints it: `Parameter containing:` and the tensor.
    @Override
    public String toString() {
        return "Parameter containing:\n" + tensor;
    }
}
