/// 1-D convolution for the JVM: tensors, convolutions and layers with PyTorch's semantics.
///
/// Packages build on each other in one direction only: `shape`, then `kernel` (not exported), then `tensor` and
/// `stream`, then `nn`, then `train`.
module tapline.core {
    requires static jdk.incubator.vector;

    exports tapline.shape;
    exports tapline.stream;
    exports tapline.tensor;
    exports tapline.nn;
    exports tapline.train;
}
