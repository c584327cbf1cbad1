package tapline.kernel;

import java.lang.System.Logger.Level;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;

/// One choice between a scalar and a vector kernel: scalar from the first call on, while a trial runs in the
/// background; vectors once that has passed. Thread-safe.
///
/// @param <K> the kernel's interface
final class KernelChoice<K> {
    private static final String MODULE = "jdk.incubator.vector";
    private static final System.Logger LOG = System.getLogger("tapline");

    private static final Object TRIALS = new Object();
    private static final AtomicBoolean WARNED = new AtomicBoolean();

    private final String what;
    private final K scalar;
    private final Supplier<K> vectors;
    private final Function<K, SpeedTrial> trial;
    private final Function<K, String> name;
    private final AtomicBoolean started = new AtomicBoolean();
    private final CountDownLatch chosen = new CountDownLatch(1);

    private volatile K kernel;
    private volatile String reason = "vector kernels are being compiled";

    /// @param what is computed, for the log
    /// @param vectors makes the vector kernel; not called where there is no module for vectors
    /// @param trial of that kernel
    /// @param name what a kernel is called, for the log
    KernelChoice(String what, K scalar, Supplier<K> vectors, Function<K, SpeedTrial> trial, Function<K, String> name) {
        this.what = what;
        this.scalar = scalar;
        this.vectors = vectors;
        this.trial = trial;
        this.name = name;
        this.kernel = scalar;
    }

    /// The kernel for the next call.
    K get() {
        K current = kernel;
        if (current == scalar && !started.get() && started.compareAndSet(false, true)) {
            start();
        }
        return current;
    }

    /// The kernel now, without starting anything.
    K current() {
        return kernel;
    }

    String reason() {
        return reason;
    }

    /// Waits until the choice is final.
    void await() {
        get();
        boolean interrupted = false;
        while (chosen.getCount() > 0) {
            try {
                chosen.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    static boolean hasVectors() {
        return ModuleLayer.boot().findModule(MODULE).isPresent();
    }

    private void start() {
        if ("off".equals(System.getProperty("tapline.vector"))) {
            choose(scalar, "tapline.vector is off", Level.DEBUG);
        } else if (!hasVectors()) {
            Level level = WARNED.compareAndSet(false, true) ? Level.WARNING : Level.DEBUG;
            choose(scalar, "start Java with --add-modules " + MODULE + " for faster, vector kernels", level);
        } else {
            Thread.ofPlatform().daemon().name("tapline-warm-up").start(this::prove);
        }
    }

    private void prove() {
        try {
            K candidate = vectors.get();
            SpeedTrial proof = trial.apply(candidate);
            if (passes(proof)) {
                choose(candidate, proof.report(), Level.DEBUG);
            } else {
                choose(scalar, "vector kernels stayed slow: " + proof.report(), Level.WARNING);
            }
        } catch (RuntimeException | Error e) {
            choose(scalar, "vector kernels failed: " + e, Level.WARNING);
        }
    }

    /// One trial after the other: they would slow each other down.
    private static boolean passes(SpeedTrial trial) {
        synchronized (TRIALS) {
            return trial.passes();
        }
    }

    private void choose(K choice, String why, Level level) {
        kernel = choice;
        reason = why;
        LOG.log(level, () -> what + " use the kernel " + name.apply(choice) + ": " + why);
        chosen.countDown();
    }
}
