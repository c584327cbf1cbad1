package tapline.tensor;

/// The tail of a number in scientific notation, as C, Python and NumPy write it.
final class ScientificExponent {
    private ScientificExponent() {}

    /// `e-05`, `e+300`: always with a sign and with `digits` digits at least.
    static String format(int exponent, int digits) {
        String magnitude = Integer.toString(Math.abs(exponent));
        return (exponent < 0 ? "e-" : "e+") + "0".repeat(Math.max(0, digits - magnitude.length())) + magnitude;
    }
}
