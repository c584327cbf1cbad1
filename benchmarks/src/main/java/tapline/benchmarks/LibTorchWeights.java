package tapline.benchmarks;

import java.util.Iterator;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/// A network's weights, which its operations take one after the other.
final class LibTorchWeights {
    private static final double MOMENTUM = 0.1;
    private static final double EPSILON = 1e-5;

    private final Iterator<Tensor> next;

    LibTorchWeights(List<Tensor> weights) {
        next = weights.iterator();
    }

    private TensorOptional optional() {
        return new TensorOptional(next.next());
    }

    /// A convolution with zeros before the signal.
    Tensor causal(Tensor x, int kernelSize, int dilation) {
        Tensor padded = torch.constant_pad_nd(x, (kernelSize - 1L) * dilation, 0);
        return conv(padded, 1, 0, dilation, 1);
    }

    Tensor conv(Tensor x, int stride, int padding, int dilation, int groups) {
        return torch.conv1d(
                x, next.next(), optional(), new long[] {stride}, new long[] {padding}, new long[] {dilation}, groups);
    }

    Tensor pointwise(Tensor x) {
        return conv(x, 1, 0, 1, 1);
    }

    Tensor prelu(Tensor x) {
        return torch.prelu(x, next.next());
    }

    Tensor groupNorm(Tensor x) {
        return torch.group_norm(x, 1, optional(), optional(), EPSILON, true);
    }

    /// By the batch's own statistics; running ones are not kept.
    Tensor batchNorm(Tensor x) {
        return torch.batch_norm(
                x, optional(), optional(), new TensorOptional(), new TensorOptional(), true, MOMENTUM, EPSILON, true);
    }

    Tensor linear(Tensor x) {
        return torch.linear(x, next.next(), optional());
    }
}
