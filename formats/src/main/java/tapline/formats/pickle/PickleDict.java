package tapline.formats.pickle;

import java.util.ArrayList;
import java.util.List;

/// A Python dictionary as the pickle filled it: keys and values in order, unhashed, so that keys can be anything
/// and cost nothing. Compared by identity: it may hold itself.
public final class PickleDict {
    private final List<Object> keys = new ArrayList<>(0);
    private final List<Object> values = new ArrayList<>(0);

    /// How many items were put into it.
    public int size() {
        return keys.size();
    }

    /// The key of item `index`.
    public Object key(int index) {
        return keys.get(index);
    }

    /// The value of item `index`.
    public Object value(int index) {
        return values.get(index);
    }

    /// Puts in one more item, whatever is there already.
    public void put(Object key, Object value) {
        keys.add(key);
        values.add(value);
    }
}
