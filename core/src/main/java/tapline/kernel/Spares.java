package tapline.kernel;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/// What calls need one of, each for itself, kept from call to call: a call takes one that no other call is using,
/// and puts it back. As many are kept as threads are likely to compute at once, and a worker gets the one that it had
/// before, if it can: that may still be in its processor's cache. Thread-safe.
///
/// @param <T> what they are
public final class Spares<T> {
    /// How many are kept at most.
    static final int MOST = Runtime.getRuntime().availableProcessors();

    private final AtomicReferenceArray<T> kept = new AtomicReferenceArray<>(MOST);
    private final Supplier<T> maker;

    /// @param maker makes one where none is left
    public Spares(Supplier<T> maker) {
        this.maker = maker;
    }

    /// One that belongs to the caller until [#putBack].
    public T take() {
        for (int i = 0; i < MOST; i++) {
            T spare = kept.getAndSet(slot(i), null);
            if (spare != null) {
                return spare;
            }
        }
        return maker.get();
    }

    /// Lets other calls have this one.
    public void putBack(T spare) {
        for (int i = 0; i < MOST; i++) {
            if (kept.compareAndSet(slot(i), null, spare)) {
                return;
            }
        }
    }

    /// Where the current thread looks in its `i`-th attempt.
    private int slot(int i) {
        return (Parallel.worker() + i) % MOST;
    }
}
