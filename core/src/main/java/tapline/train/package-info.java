/// Training: losses, which compare what a model gives with what it should give.
///
/// A [tapline.train.Loss] has PyTorch's name, defaults and printed form; [tapline.tensor.Losses] has the functions
/// that losses apply.
package tapline.train;
