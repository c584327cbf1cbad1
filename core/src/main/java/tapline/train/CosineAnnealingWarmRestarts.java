package tapline.train;

/// Half a cosine from the rate to `etaMin` within `t0` epochs, then again from the start, each time within `tMult`
/// times as many (Loshchilov and Hutter, 2017): PyTorch's `CosineAnnealingWarmRestarts`.
public record CosineAnnealingWarmRestarts(int t0, int tMult, double etaMin) implements Schedule {
    /// @throws IllegalArgumentException if a number of epochs is below 1
    public CosineAnnealingWarmRestarts {
        ScheduleChecks.check(t0 > 0, "Expected positive integer T_0, but got " + t0);
        ScheduleChecks.check(tMult >= 1, "Expected integer T_mult >= 1, but got " + tMult);
    }

    @Override
    public double lr(int epoch, double current, double base) {
        int since = epoch;
        int period = t0;
        while (since >= period) {
            since -= period;
            period *= tMult;
        }
        return etaMin + (base - etaMin) * (1 + StrictMath.cos(Math.PI * since / period)) / 2;
    }
}
