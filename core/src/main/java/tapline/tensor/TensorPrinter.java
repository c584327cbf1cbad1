package tapline.tensor;

/// Prints tensors as PyTorch does.
record TensorPrinter(PrintOptions options) {
    String print(Tensor tensor) {
        return "tensor(" + tensor.shape() + ")";
    }
}
