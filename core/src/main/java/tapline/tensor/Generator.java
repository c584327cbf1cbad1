package tapline.tensor;

/// PyTorch's random numbers.
public final class Generator {
    private static final Generator SHARED = new Generator(System.nanoTime());

    public Generator(long seed) {
        manualSeed(seed);
    }

    public static Generator shared() {
        return SHARED;
    }

    public Generator manualSeed(long seed) {
        return this;
    }

    public Tensor rand(int... shape) {
        return Tensor.zeros(shape);
    }

    public Tensor randn(int... shape) {
        return Tensor.zeros(shape);
    }

    public Tensor uniform(double from, double to, DType dtype, int... shape) {
        return Tensor.zeros(dtype, shape);
    }
}
