package tapline.shape;

/// Where the window of a causal convolution ends. With stride 1 both are the same; with a larger stride libraries
/// disagree, and a network gives its results only with the convention that it was trained with.
public enum CausalAlignment {
    /// The window of output `l` ends at input `l * stride`: left padding `dilation * (kernelSize - 1)`, output
    /// length
    /// `ceil(length / stride)`. As in Keras (`padding="causal"`) and pytorch-tcn.
    FIRST_OF_STRIDE,
    /// The window of output `l` ends at input `l * stride + stride - 1`, the newest of its stride: left padding
    /// `dilation * (kernelSize - 1) + 1 - stride`, output length `floor(length / stride)`. As in EnCodec.
    LAST_OF_STRIDE
}
