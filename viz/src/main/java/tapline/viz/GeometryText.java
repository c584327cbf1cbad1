package tapline.viz;

import tapline.shape.ConvGeometry;

/// A geometry in words and formulas, with PyTorch's names. Stateless.
public final class GeometryText {
    /// The output length in symbols.
    public static final String FORMULA = "L_out = floor((L_in + 2*padding - dilation*(kernel_size-1) - 1)/stride) + 1";

    private GeometryText() {}

    /// `kernel_size=3, stride=2, padding=1`.
    static String options(ConvGeometry geometry) {
        return "kernel_size=" + geometry.kernelSize() + ", stride=" + geometry.stride() + ", padding="
                + padding(geometry) + ", dilation=" + geometry.dilation()
                + (geometry.groups() > 1 ? ", groups=" + geometry.groups() : "")
                + (isPadded(geometry) ? ", padding_mode=" + geometry.paddingMode() : "");
    }

    /// `(20, 16, 50)`. Not a [tapline.shape.Shape]: a picture may show more elements than an array holds.
    static String shape(int first, int second, int third) {
        return "(" + first + ", " + second + ", " + third + ")";
    }

    /// The formula of the output length with its numbers, and the result.
    public static String outputLength(ConvGeometry geometry, int length) {
        String padding = geometry.padLeft() == geometry.padRight()
                ? signed("2*", geometry.padLeft())
                : signed("", geometry.padLeft()) + signed("", geometry.padRight());
        return "L_out = floor((" + length + padding + " - " + geometry.dilation() + "*(" + geometry.kernelSize()
                + "-1) - 1)/" + geometry.stride() + ") + 1 = " + geometry.outputLength(length);
    }

    static boolean isPadded(ConvGeometry geometry) {
        return geometry.padLeft() > 0 || geometry.padRight() > 0;
    }

    /// The padding as PyTorch takes it, `1`; or both sides where they differ, `(2, 0)`.
    public static String padding(ConvGeometry geometry) {
        return geometry.padLeft() == geometry.padRight()
                ? Integer.toString(geometry.padLeft())
                : "(" + geometry.padLeft() + ", " + geometry.padRight() + ")";
    }

    private static String signed(String factor, int amount) {
        return (amount < 0 ? " - " : " + ") + factor + Math.abs(amount);
    }
}
