package tapline.kernel;

/// Chooses the kernels that convolutions and their gradients use, each once, and says so in the log `tapline`.
///
/// Vector code that the compiler has not seen to yet is a hundred times slower than plain loops, and takes seconds.
/// So the first calls are answered by the scalar kernel, while a thread in the background runs the vector kernels
/// on small problems of its own until they have proved faster; from then on calls use them. Because of the bit
/// contract nobody can see the change in the results. A vector kernel that does not become faster in time is never
/// used. Gradients have a trial of their own, which those who only run a model do not pay for.
///
/// System properties: `tapline.vector=off` for the scalar kernel alone, `tapline.vector.bits` for narrower vectors
/// than the processor's widest.
public final class Kernels {
    private static final KernelChoice<ConvKernel> CONV = new KernelChoice<>(
            "convolutions",
            new ParallelConvKernel(new ScalarConvKernel()),
            () -> new ParallelConvKernel(new VectorConvKernel()),
            VectorTrial::ofConvolutions,
            ConvKernel::name);
    private static final KernelChoice<WeightGradientKernel> WEIGHT_GRADIENT = new KernelChoice<>(
            "gradients of weights",
            new ParallelWeightGradient(new ScalarWeightGradient()),
            () -> new ParallelWeightGradient(new VectorWeightGradient()),
            VectorTrial::ofWeightGradients,
            WeightGradientKernel::name);
    private static final KernelChoice<StepKernel> STEP = new KernelChoice<>(
            "streams", new ScalarStepKernel(), VectorStepKernel::new, StepTrial::of, StepKernel::name);

    /// Elements of a row of the scalar step kernel.
    private static final int SCALAR_LANES = 8;

    private Kernels() {}

    /// The kernel for the next call.
    public static ConvKernel conv() {
        return CONV.get();
    }

    /// The kernel for the next gradient of a weight.
    public static WeightGradientKernel weightGradient() {
        return WEIGHT_GRADIENT.get();
    }

    /// The kernel for the next frame of a stream.
    static StepKernel step() {
        return STEP.get();
    }

    /// Elements of a vector; of the scalar kernels' rows where there are no vectors.
    static int lanes() {
        return KernelChoice.hasVectors() ? Vectors.SPECIES.length() : SCALAR_LANES;
    }

    /// What convolutions use, such as `vector-512` or `scalar`.
    public static String name() {
        return CONV.current().name();
    }

    /// Why it is what it is.
    public static String reason() {
        return CONV.reason();
    }

    /// Waits until the choices for convolutions and streams are final: for those who would rather wait once, before
    /// the first call, than have the first seconds of calls slower.
    public static void warmUp() {
        CONV.await();
        STEP.await();
    }

    /// Waits until the choices for convolutions and their gradients are final.
    public static void warmUpGradients() {
        CONV.await();
        WEIGHT_GRADIENT.await();
    }
}
