package tapline.train;

/// The rate times `gamma` each `stepSize` epochs: PyTorch's `StepLR`.
public record StepLR(int stepSize, double gamma) implements Schedule {
    /// @throws IllegalArgumentException if the step size is below 1
    public StepLR {
        ScheduleChecks.positive("step_size", stepSize);
    }

    @Override
    public double lr(int epoch, double current, double base) {
        return epoch == 0 || epoch % stepSize != 0 ? current : current * gamma;
    }
}
