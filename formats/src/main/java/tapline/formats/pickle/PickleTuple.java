package tapline.formats.pickle;

import java.util.List;

/// A Python tuple. Compared by identity: it may hold itself.
public final class PickleTuple {
    static final PickleTuple EMPTY = new PickleTuple(List.of());

    private final List<Object> items;

    /// @param items *Kept*
    PickleTuple(List<Object> items) {
        this.items = items;
    }

    /// What is in it; not to be changed.
    public List<Object> items() {
        return items;
    }
}
