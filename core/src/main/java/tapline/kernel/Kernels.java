package tapline.kernel;

/// Chooses the kernels that convolutions, streams and gradients use, each once, and says so in the log `tapline`.
///
/// Vector code that the compiler has not seen to yet is a hundred times slower than plain loops, and takes seconds.
/// So the first calls are answered by the scalar kernel, while a thread in the background runs the vector kernels
/// on small problems of its own until they have proved faster; from then on calls use them. Because of the bit
/// contract nobody can see the change in the results. A vector kernel that does not become faster in time is never
/// used. Each kind of kernel has its trial when it is first used: who only runs a model does not pay for gradients.
///
/// System properties: `tapline.vector=off` for the scalar kernels alone, `tapline.vector.bits` (128, 256 or 512) for
/// narrower vectors than the processor's widest.
public final class Kernels {
    private static final int SCALAR_LANES = 8;

    /// Asking takes longer than a step.
    private static final int LANES = KernelChoice.hasVectors() ? Vectors.SPECIES.length() : SCALAR_LANES;

    private static final KernelChoice<ConvKernel> CONV = new KernelChoice<>(
            "convolutions",
            new ParallelConvKernel(new ScalarConvKernel()),
            () -> new ParallelConvKernel(new VectorConvKernel()),
            vectors -> VectorTrial.of(vectors, new ScalarConvKernel()),
            ConvKernel::name);
    private static final KernelChoice<StepKernel> STEP = new KernelChoice<>(
            "streams",
            new ScalarStepKernel(),
            VectorStepKernel::new,
            vectors -> StepTrial.of(vectors, new ScalarStepKernel()),
            StepKernel::name);
    private static final KernelChoice<WeightGradientKernel> WEIGHT_GRADIENT = new KernelChoice<>(
            "gradients of weights",
            new ParallelWeightGradient(new ScalarWeightGradient()),
            () -> new ParallelWeightGradient(new VectorWeightGradient()),
            vectors -> GradientTrial.of(vectors, new ScalarWeightGradient()),
            WeightGradientKernel::name);
    private static final KernelChoice<FftLoops> FFT = new KernelChoice<>(
            "long kernels",
            new ScalarFftLoops(),
            // Not a reference to the constructor, which would look at the class's vectors though there are none.
            () -> new VectorFftLoops(),
            vectors -> FftTrial.of(vectors, new ScalarFftLoops()),
            FftLoops::name);

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

    /// The loops of the next FFT convolution.
    static FftLoops fft() {
        return FFT.get();
    }

    /// Elements of a vector; of the scalar kernels' rows where there are no vectors.
    static int lanes() {
        return LANES;
    }

    /// What convolutions use, such as `vector-512` or `scalar`.
    public static String name() {
        return CONV.current().name();
    }

    /// Why it is what it is.
    public static String reason() {
        return CONV.reason();
    }

    /// Waits until the choices for running a model are final: for those who would rather wait once, before the
    /// first call, than have the first seconds of calls slower.
    public static void warmUp() {
        CONV.await();
        STEP.await();
        FFT.await();
    }

    /// Waits until the choices for training a model are final.
    public static void warmUpTraining() {
        CONV.await();
        WEIGHT_GRADIENT.await();
    }
}
