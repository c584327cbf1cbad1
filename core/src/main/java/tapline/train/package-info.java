/// Training: losses, optimisers and learning rate schedules with PyTorch's options and steps, windows over long
/// series, and a loop that puts them together.
///
/// ```java
/// Optimizer optimizer = AdamW.of(net.parameters()).lr(1e-3).build();
/// Trainer trainer = Trainer.of(net, new MSELoss(), optimizer).epochs(20).batchSize(32).seed(1).build();
/// TrainingHistory history = trainer.fit(parts.get(0), parts.get(1));
/// ```
///
/// A [tapline.train.Loss] has PyTorch's name, defaults and printed form; [tapline.tensor.Losses] has the functions
/// that losses apply. Nothing here prints or writes files: listeners hear how a training goes, and a
/// [tapline.train.CheckpointStore] keeps what it needs to go on. The same seed gives the same bits, for any number
/// of threads.
package tapline.train;
