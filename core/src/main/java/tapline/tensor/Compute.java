package tapline.tensor;

import java.util.function.Supplier;
import tapline.kernel.Kernels;
import tapline.kernel.Parallel;
import tapline.shape.ShapeException;

/// What operations are computed with: which kernel, and how many threads. The results depend on neither.
///
/// With `--add-modules jdk.incubator.vector` on the command line of Java, convolutions use vectors as soon as these
/// are compiled, which takes a few seconds in the background after the first call; until then, and without the
/// module, they use plain loops. Unless said otherwise, operations may use as many threads as the system property
/// `tapline.threads` says, or else as there are processors; small ones run on the caller's thread alone.
public final class Compute {
    private Compute() {}

    /// The kernel that convolutions use now: `scalar`, or `vector-512` with the bits of a vector.
    public static String kernel() {
        return Kernels.name();
    }

    /// Why it is that kernel, in words.
    public static String kernelReason() {
        return Kernels.reason();
    }

    /// Waits until the kernel is chosen for good, for those who would rather wait now than have slower first calls.
    public static void warmUp() {
        Kernels.warmUp();
    }

    /// The same for training: waits until the kernels of gradients are chosen, too, which running a model never
    /// needs.
    public static void warmUpTraining() {
        Kernels.warmUpTraining();
    }

    /// How many threads an operation may use here, the caller's own included.
    public static int threads() {
        return Parallel.threads();
    }

    /// Runs `body` with at most `count` threads for each operation in it, and returns what it returns.
    ///
    /// @throws ShapeException if the count is below 1
    public static <T> T withThreads(int count, Supplier<T> body) {
        if (count < 1) {
            throw new ShapeException("expected at least 1 thread, but got " + count);
        }
        return Parallel.withThreads(count, body);
    }
}
