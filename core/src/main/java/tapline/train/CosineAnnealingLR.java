package tapline.train;

/// Half a cosine from the rate to `etaMin` within `tMax` epochs, and back in as many (Loshchilov and Hutter, 2017):
/// PyTorch's `CosineAnnealingLR`.
public record CosineAnnealingLR(int tMax, double etaMin) implements Schedule {
    /// @throws IllegalArgumentException if there are no epochs
    public CosineAnnealingLR {
        ScheduleChecks.positive("T_max", tMax);
    }

    @Override
    public double lr(int epoch, double current, double base) {
        if (epoch == 0) {
            return current;
        }
        if ((epoch - 1 - tMax) % (2 * tMax) == 0) {
            return current + (base - etaMin) * (1 - StrictMath.cos(Math.PI / tMax)) / 2;
        }
        return (1 + StrictMath.cos(Math.PI * epoch / tMax))
                        / (1 + StrictMath.cos(Math.PI * (epoch - 1) / tMax))
                        * (current - etaMin)
                + etaMin;
    }
}
