package tapline.kernel;

import java.lang.System.Logger.Level;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/// Chooses the kernel that convolutions use, once, and says so in the log `tapline`.
///
/// Vector code that the compiler has not seen to yet is a hundred times slower than plain loops, and takes seconds.
/// So the first calls are answered by the scalar kernel, while a thread in the background runs the vector kernels
/// on small problems of its own until they have proved faster; from then on calls use them. Because of the bit
/// contract nobody can see the change in the results. A vector kernel that does not become faster in time is never
/// used.
///
/// System properties: `tapline.vector=off` for the scalar kernel alone, `tapline.vector.bits` for narrower vectors
/// than the processor's widest.
public final class Kernels {
    private static final String MODULE = "jdk.incubator.vector";
    private static final int SCALAR_LANES = 8;
    private static final System.Logger LOG = System.getLogger("tapline");
    private static final ConvKernel SCALAR = new ParallelConvKernel(new ScalarConvKernel());
    private static final WeightGradientKernel WEIGHT_GRADIENT = new ScalarWeightGradient();
    private static final StepKernel SCALAR_STEP = new ScalarStepKernel();
    private static final AtomicBoolean STARTED = new AtomicBoolean();
    private static final CountDownLatch CHOSEN = new CountDownLatch(1);

    private static volatile ConvKernel kernel = SCALAR;
    private static volatile StepKernel step = SCALAR_STEP;
    private static volatile String reason = "vector kernels are being compiled";

    private Kernels() {}

    /// The kernel for the next call.
    public static ConvKernel conv() {
        ConvKernel current = kernel;
        if (current == SCALAR && STARTED.compareAndSet(false, true)) {
            start();
        }
        return current;
    }

    /// The kernel for the next gradient of a weight.
    public static WeightGradientKernel weightGradient() {
        return WEIGHT_GRADIENT;
    }

    /// The kernel for the next frame of a stream.
    static StepKernel step() {
        StepKernel current = step;
        if (current == SCALAR_STEP) {
            conv();
        }
        return current;
    }

    /// Elements of a vector; of the scalar kernels' rows where there are no vectors.
    static int lanes() {
        return hasVectors() ? Vectors.SPECIES.length() : SCALAR_LANES;
    }

    private static boolean hasVectors() {
        return ModuleLayer.boot().findModule(MODULE).isPresent();
    }

    /// What is used, such as `vector-512` or `scalar`.
    public static String name() {
        return kernel.name();
    }

    /// Why it is what it is.
    public static String reason() {
        return reason;
    }

    /// Waits until the choice is final: for those who would rather wait once, before the first call, than have the
    /// first seconds of calls slower.
    public static void warmUp() {
        conv();
        boolean interrupted = false;
        while (CHOSEN.getCount() > 0) {
            try {
                CHOSEN.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void start() {
        if ("off".equals(System.getProperty("tapline.vector"))) {
            choose(SCALAR, "tapline.vector is off", Level.DEBUG);
            CHOSEN.countDown();
        } else if (!hasVectors()) {
            choose(SCALAR, "start Java with --add-modules " + MODULE + " for faster, vector kernels", Level.WARNING);
            CHOSEN.countDown();
        } else {
            Thread.ofPlatform().daemon().name("tapline-warm-up").start(Kernels::prove);
        }
    }

    private static void prove() {
        try {
            proveConv(new VectorConvKernel());
            proveSteps(new VectorStepKernel());
        } catch (RuntimeException | LinkageError e) {
            choose(SCALAR, "vector kernels failed: " + e, Level.WARNING);
        } finally {
            CHOSEN.countDown();
        }
    }

    private static void proveConv(ConvKernel vectors) {
        SpeedTrial trial = VectorTrial.of(vectors, new ScalarConvKernel());
        if (trial.passes()) {
            choose(new ParallelConvKernel(vectors), trial.report(), Level.DEBUG);
        } else {
            choose(SCALAR, "vector kernels stayed slow: " + trial.report(), Level.WARNING);
        }
    }

    private static void proveSteps(StepKernel vectors) {
        SpeedTrial trial = StepTrial.of(vectors, SCALAR_STEP);
        if (trial.passes()) {
            step = vectors;
        }
        LOG.log(Level.DEBUG, () -> "streams use the kernel " + step.name() + ": " + trial.report());
    }

    private static void choose(ConvKernel chosen, String why, Level level) {
        kernel = chosen;
        reason = why;
        LOG.log(level, () -> "convolutions use the kernel " + chosen.name() + ": " + why);
    }
}
