package tapline.kernel;

/// `e^x` in float32 for arguments that are not positive, such as distances from a maximum: the same bits on every
/// machine.
public final class Exponential {
    private Exponential() {}

    /// @param x at most 0
    /// @return within 1.4 units in the last place
    public static float of(float x) {
        return FloatMath.exp(x);
    }
}
