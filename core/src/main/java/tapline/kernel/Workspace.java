package tapline.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Where the operations of a network put their results while it runs without gradients: into arrays whose numbers
/// nobody needs any more. Outside of a workspace, results go into new arrays.
///
/// Not thread-safe: each computation has its own.
public final class Workspace {
    private static final ScopedValue<Workspace> CURRENT = ScopedValue.newInstance();

    private List<float[]> free = new ArrayList<>();
    private List<float[]> ofLastComputation = new ArrayList<>();
    private float[] overwritable;

    /// Without arrays, for now.
    public Workspace() {}

    /// Runs one operation, whose result may go into an array of this workspace.
    ///
    /// @param overwritable what the operation may write its result over; null for nothing
    public <T> T run(float[] overwritable, Supplier<T> operation) {
        this.overwritable = overwritable;
        return ScopedValue.where(CURRENT, this).call(operation::get);
    }

    /// An array for a result, which the operation writes all of; what it holds is garbage.
    public static float[] result(int length) {
        return CURRENT.isBound() ? CURRENT.get().take(length) : new float[length];
    }

    /// An array for the result of an operation that reads element `i` of these arrays only to write element `i`:
    /// one of them, where it may be overwritten.
    public static float[] resultOver(float[]... operands) {
        float[] overwritable = CURRENT.isBound() ? CURRENT.get().overwritable : null;
        for (float[] operand : operands) {
            if (operand == overwritable) {
                return operand;
            }
        }
        return result(operands[0].length);
    }

    private float[] take(int length) {
        float[] found = take(free, length);
        found = found == null ? take(ofLastComputation, length) : found;
        return found == null ? new float[length] : found;
    }

    private static float[] take(List<float[]> from, int length) {
        for (int i = from.size() - 1; i >= 0; i--) {
            if (from.get(i).length == length) {
                return from.remove(i);
            }
        }
        return null;
    }

    /// Lets later results have an array that nobody needs any more.
    public void giveBack(float[] array) {
        free.add(array);
    }

    /// Says that a computation has ended: arrays that only the one before it needed are let go.
    public void endComputation() {
        List<float[]> unused = ofLastComputation;
        unused.clear();
        ofLastComputation = free;
        free = unused;
    }
}
