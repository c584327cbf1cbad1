package tapline.tensor;

/// Where gradients end: a tensor that the user made, such as a parameter. Gathers what arrives, over all calls of
/// `backward`, until it is cleared.
///
/// Thread-safe.
final class Leaf implements History {
    private Tensor grad;

    synchronized Tensor grad() {
        return grad;
    }

    synchronized void set(Tensor gradient) {
        grad = gradient;
    }

    synchronized void add(Tensor gradient) {
        grad = grad == null ? gradient : grad.add(gradient);
    }
}
