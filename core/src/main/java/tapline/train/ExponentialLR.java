package tapline.train;

/// The rate times `gamma` each epoch: PyTorch's `ExponentialLR`.
public record ExponentialLR(double gamma) implements Schedule {
    @Override
    public double lr(int epoch, double current, double base) {
        return epoch == 0 ? current : current * gamma;
    }
}
