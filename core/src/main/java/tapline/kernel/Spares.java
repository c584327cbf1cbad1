package tapline.kernel;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/// What calls need one of, each for itself, kept from call to call: a call takes one that no other call is using,
/// and puts it back. As many are kept as threads are likely to compute at once. Thread-safe.
///
/// @param <T> what they are
public final class Spares<T> {
    private final AtomicReferenceArray<T> kept =
            new AtomicReferenceArray<>(Runtime.getRuntime().availableProcessors());
    private final Supplier<T> maker;

    /// @param maker makes one where none is left
    public Spares(Supplier<T> maker) {
        this.maker = maker;
    }

    /// One that belongs to the caller until [#putBack].
    public T take() {
        for (int i = 0; i < kept.length(); i++) {
            T spare = kept.getAndSet(i, null);
            if (spare != null) {
                return spare;
            }
        }
        return maker.get();
    }

    /// Lets other calls have this one.
    public void putBack(T spare) {
        for (int i = 0; i < kept.length(); i++) {
            if (kept.compareAndSet(i, null, spare)) {
                return;
            }
        }
    }
}
