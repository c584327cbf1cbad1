package tapline.tensor;

import tapline.shape.ShapeException;

/// Dropout: a product with a random mask.
final class Dropout {
    private Dropout() {}

    static Tensor forward(Tensor x, double p, Generator generator) {
        check(p);
        // Divided by 1 - p here, once for all; with p = 1 nothing is kept, whatever stands there.
        double kept = p == 1 ? 0 : 1 / (1 - p);
        Tensor mask =
                generator.rand(x.shape().toArray()).map(u -> u < p ? 0 : kept).to(x.dtype());
        return x.mul(mask);
    }

    static void check(double p) {
        if (!(p >= 0 && p <= 1)) {
            throw new ShapeException("dropout probability has to be between 0 and 1, but got " + p);
        }
    }
}
