package tapline.train;

import java.util.OptionalDouble;

/// How a learning rate goes on, as a function of the epoch. The records of this package that implement it have
/// PyTorch's names and formulas, and, as there, work out each rate from the one before where they can: so the rates
/// are the same to the last bits. A lambda makes a schedule of its own.
///
/// ```java
/// LRScheduler scheduler = LRScheduler.of(optimizer, new StepLR(30, 0.1));
/// ```
@FunctionalInterface
public interface Schedule {
    /// The learning rate of an epoch.
    ///
    /// @param epoch from 0
    /// @param current the rate before; for epoch 0 the one that the optimiser was made with
    /// @param base the rate that the optimiser was made with
    double lr(int epoch, double current, double base);

    /// The momentum of an epoch (from 0), where the schedule varies it.
    default OptionalDouble momentum(int epoch) {
        return OptionalDouble.empty();
    }
}
