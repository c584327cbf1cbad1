package tapline.tensor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import tapline.shape.Shape;

/// The arrays of float32 gradients in one walk back over the tape, each used anew once its last reader is gone: a
/// new array is set to zeros first, which takes as long as many a loop that then writes to it.
///
/// Only arrays that [#empty] made during this walk are used anew, and only where as many gradients have been let go
/// as were kept; what a leaf has kept never is. Not thread-safe: for the thread that walks.
final class GradientArrays {
    private static final ScopedValue<GradientArrays> CURRENT = ScopedValue.newInstance();

    private final Map<Integer, Deque<float[]>> unused = new HashMap<>();
    private final Map<float[], Integer> holders = new IdentityHashMap<>();
    private final List<float[]> recent = new ArrayList<>();

    /// A tensor for a result that is written everywhere: garbage within a walk, zeros elsewhere.
    static Tensor empty(DType dtype, Shape shape) {
        return dtype == DType.FLOAT32 && CURRENT.isBound() ? CURRENT.get().take(shape) : Tensor.zeros(dtype, shape);
    }

    /// Runs `walk` with these.
    void run(Runnable walk) {
        ScopedValue.where(CURRENT, this).run(walk);
    }

    private Tensor take(Shape shape) {
        Deque<float[]> alike = unused.get(shape.elements());
        float[] array = alike == null || alike.isEmpty() ? StepMemory.array(shape.elements()) : alike.pop();
        recent.add(array);
        return Tensor.wrap(array, shape.toArray());
    }

    /// `gradient` will be read by one step more.
    void keep(Tensor gradient) {
        if (gradient.dtype() == DType.FLOAT32) {
            float[] array = gradient.floats();
            if (holders.containsKey(array) || recent.stream().anyMatch(own -> own == array)) {
                holders.merge(array, 1, Integer::sum);
            }
        }
    }

    /// Whether `gradient` is kept once, and nobody else knows its array.
    boolean isSole(Tensor gradient) {
        return gradient.dtype() == DType.FLOAT32 && holders.getOrDefault(gradient.floats(), 0) == 1;
    }

    /// `gradient` has been read by a step that kept it.
    void letGo(Tensor gradient) {
        if (isSole(gradient)) {
            float[] array = gradient.floats();
            holders.remove(array);
            unused.computeIfAbsent(array.length, length -> new ArrayDeque<>()).push(array);
        } else if (gradient.dtype() == DType.FLOAT32) {
            holders.computeIfPresent(gradient.floats(), (array, count) -> count - 1);
        }
    }

    /// `gradient` goes where the walk doesn't see who reads it.
    void giveAway(Tensor gradient) {
        if (gradient.dtype() == DType.FLOAT32) {
            holders.remove(gradient.floats());
            recent.removeIf(own -> own == gradient.floats());
            StepMemory.keep(gradient.floats());
        }
    }

    /// A step has ended: what it made and nobody kept is not known any more.
    void endStep() {
        recent.clear();
    }
}
