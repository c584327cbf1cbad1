package tapline.tensor;

/// The type of a tensor's elements.
public enum DType {
    /// 32-bit floating point, Java's `float`: the default, and the fast path.
    FLOAT32("float32", "float"),
    /// 64-bit floating point, Java's `double`.
    FLOAT64("float64", "double");

    private final String numpyName;
    private final String scalarName;

    DType(String numpyName, String scalarName) {
        this.numpyName = numpyName;
        this.scalarName = scalarName;
    }

    /// NumPy's name: `float32`, `float64`.
    public String numpyName() {
        return numpyName;
    }

    /// The element's name in PyTorch's error messages: `float`, `double`.
    public String scalarName() {
        return scalarName;
    }

    /// PyTorch's name: `torch.float32`, `torch.float64`.
    @Override
    public String toString() {
        return "torch." + numpyName;
    }
}
