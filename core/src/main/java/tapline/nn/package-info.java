/// Layers: modules that hold parameters and map a tensor to a tensor.
///
/// A layer is made by a builder, `Conv1d.of(1, 2, 3).stride(2).build()`, and is not changed by running it: it
/// serves any number of threads. [tapline.nn.Conv1d], [tapline.nn.CausalConv1d] and [tapline.nn.ConvTranspose1d]
/// have PyTorch's parameters, names, initial weights and printed forms; so have [tapline.nn.Linear] and the
/// activations, which are made by constructors, `new ReLU()`.
package tapline.nn;
