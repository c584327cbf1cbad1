package tapline.shape;

/// What a user chooses about a pool: PyTorch's parameters with PyTorch's defaults. Immutable; each setter returns a
/// changed copy: `PoolOptions.of(3).stride(2).padding(1)`.
///
/// The numbers are checked where they are used, since each pool has words of its own for what is wrong.
///
/// @param kernelSize samples of a window
/// @param stride samples from one window to the next
/// @param padding positions before and after the signal that windows may reach
/// @param dilation samples from one tap of a window to the next; maxima only
/// @param ceilMode whether a last window may end beyond the signal and its padding, if it begins before
/// @param countIncludePad whether padding counts in a mean; means only
public record PoolOptions(
        int kernelSize, int stride, int padding, int dilation, boolean ceilMode, boolean countIncludePad) {
    /// Windows of `kernelSize` samples, one behind the other.
    public static PoolOptions of(int kernelSize) {
        return new PoolOptions(kernelSize, kernelSize, 0, 1, false, true);
    }

    /// These options with another stride.
    public PoolOptions stride(int stride) {
        return new PoolOptions(kernelSize, stride, padding, dilation, ceilMode, countIncludePad);
    }

    /// These options with another padding at both ends.
    public PoolOptions padding(int padding) {
        return new PoolOptions(kernelSize, stride, padding, dilation, ceilMode, countIncludePad);
    }

    /// These options with another dilation.
    public PoolOptions dilation(int dilation) {
        return new PoolOptions(kernelSize, stride, padding, dilation, ceilMode, countIncludePad);
    }

    /// These options with incomplete last windows, or without.
    public PoolOptions ceilMode(boolean ceilMode) {
        return new PoolOptions(kernelSize, stride, padding, dilation, ceilMode, countIncludePad);
    }

    /// These options with padding counted in means, or not.
    public PoolOptions countIncludePad(boolean countIncludePad) {
        return new PoolOptions(kernelSize, stride, padding, dilation, ceilMode, countIncludePad);
    }

    /// `floor((length + 2 * padding - dilation * (kernelSize - 1) - 1) / stride) + 1`, or `ceil` in place of
    /// `floor` in that mode, without a window that begins behind the signal and its left padding. Not below 1 where
    /// a window doesn't fit: pools say what they make of that.
    public long outputLength(long length) {
        long room = length + 2L * padding - (long) dilation * (kernelSize - 1) - 1;
        long count = Math.floorDiv(room + (ceilMode ? stride - 1 : 0), (long) stride) + 1;
        return ceilMode && (count - 1) * stride >= length + padding ? count - 1 : count;
    }
}
