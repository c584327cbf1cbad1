package tapline.tensor;

import tapline.shape.ShapeException;

/// Evenly spaced numbers.
final class Ranges {
    private Ranges() {}

    static Tensor arange(double start, double end, double step) {
        if (step == 0 || Double.isNaN(step)) {
            throw new ShapeException("step must be nonzero");
        }
        // Before it is rounded: less than a step backwards is backwards, too.
        double steps = (end - start) / step;
        if (!(steps >= 0)) {
            throw new ShapeException("upper bound and larger bound inconsistent with step sign");
        }
        double count = Math.ceil(steps);
        if (count > Integer.MAX_VALUE) {
            throw new ShapeException("arange from " + start + " to " + end + " by " + step + " has more than "
                    + Integer.MAX_VALUE + " elements");
        }
        float[] values = new float[(int) count];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (start + i * step);
        }
        return Tensor.wrap(values, values.length);
    }
}
