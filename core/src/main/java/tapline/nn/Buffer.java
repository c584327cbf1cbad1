package tapline.nn;

import tapline.tensor.Tensor;

/// A tensor that belongs to a layer's state but is not learned by gradients: the running mean of a batch norm.
///
/// Thread-safe: [#set] replaces the tensor at once.
public final class Buffer {
    private final String name;
    private volatile Tensor tensor;

    Buffer(String name, Tensor tensor) {
        this.name = name;
        this.tensor = tensor.detach();
    }

    /// The name in its layer, such as `running_mean`.
    public String name() {
        return name;
    }

    /// The value.
    public Tensor tensor() {
        return tensor;
    }

    /// Replaces the value.
    ///
    /// @param value of the same shape and element type. *Kept*
    /// @throws tapline.shape.ShapeException if the shape differs
    /// @throws tapline.tensor.DTypeException if the element type differs
    public synchronized void set(Tensor value) {
        Parameter.checkAlike(name, tensor, value);
        tensor = value.detach();
    }
}
