package tapline.kernel;

import tapline.tensor.Compute;
import tapline.tensor.Functional;
import tapline.tensor.Tensor;

/// Prints which kernel a fresh JVM chooses, after a convolution that has to work at once.
final class KernelInUse {
    private KernelInUse() {}

    public static void main(String[] args) {
        Tensor y = Functional.conv1d(Tensor.ones(1, 1, 10), Tensor.ones(1, 1, 3));
        Compute.warmUp();
        System.out.println(Compute.kernel() + "|" + y.sum().item() + "|" + Compute.kernelReason());
    }
}
