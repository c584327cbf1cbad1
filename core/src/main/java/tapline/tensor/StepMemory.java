package tapline.tensor;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/// Memory for training steps: each step writes its results over those of the step before. A new array costs Java a
/// pass of zeros over it and the collector's work, which together are up to a quarter of a step.
///
/// ```java
/// StepMemory memory = new StepMemory();
/// double value = memory.run(() -> {
///     optimizer.zeroGrad();
///     Tensor loss = criterion.forward(net.forward(x), y);
///     loss.backward();
///     optimizer.step();
///     return loss.item();
/// });
/// ```
///
/// What a step computes on the tape is good until the next step begins: keep a copy of what is read later. All else
/// is never overwritten: parameters, gradients of leaves, and what is computed without gradients, such as running
/// statistics. [tapline.train.Trainer] uses one by itself.
///
/// One step at a time; the threads that a step starts may use what it made.
public final class StepMemory {
    private static final ScopedValue<StepMemory> CURRENT = ScopedValue.newInstance();

    /// Shorter arrays are always new: they cost next to nothing, and single numbers such as losses stay.
    private static final int SHORTEST = 1 << 10;

    private final AtomicBoolean isBusy = new AtomicBoolean();
    private Map<Integer, Deque<float[]>> unused = new HashMap<>();
    private final Set<float[]> taken = Collections.newSetFromMap(new IdentityHashMap<>());

    /// Without arrays, for now.
    public StepMemory() {}

    /// Runs one step, and returns what it returns.
    ///
    /// @throws IllegalStateException if another step of this memory is running, whose results this one would
    ///     overwrite
    public <T> T run(Supplier<T> step) {
        if (!isBusy.compareAndSet(false, true)) {
            throw new IllegalStateException("expected one step at a time, but another one uses this memory");
        }
        try {
            free();
            return ScopedValue.where(CURRENT, this).call(step::get);
        } finally {
            isBusy.set(false);
        }
    }

    /// The last step's arrays become unused; those that it had no use for are let go.
    private synchronized void free() {
        unused = new HashMap<>();
        for (float[] array : taken) {
            unused.computeIfAbsent(array.length, length -> new ArrayDeque<>()).push(array);
        }
        taken.clear();
    }

    /// An array that is written everywhere: garbage within a step, zeros elsewhere.
    static float[] array(int length) {
        return length < SHORTEST || !CURRENT.isBound()
                ? new float[length]
                : CURRENT.get().take(length);
    }

    private synchronized float[] take(int length) {
        Deque<float[]> alike = unused.get(length);
        float[] array = alike == null || alike.isEmpty() ? new float[length] : alike.pop();
        taken.add(array);
        return array;
    }

    /// Says that somebody keeps `array` beyond this step.
    static void keep(float[] array) {
        if (CURRENT.isBound()) {
            CURRENT.get().release(array);
        }
    }

    private synchronized void release(float[] array) {
        taken.remove(array);
    }
}
