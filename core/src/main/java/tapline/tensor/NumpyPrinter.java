package tapline.tensor;

/// Prints tensors as NumPy does.
final class NumpyPrinter {
    private NumpyPrinter() {}

    static String str(Tensor tensor) {
        return tensor.toString();
    }

    static String repr(Tensor tensor) {
        return tensor.toString();
    }
}
