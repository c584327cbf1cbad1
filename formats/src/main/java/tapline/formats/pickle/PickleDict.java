package tapline.formats.pickle;

import java.util.ArrayList;
import java.util.List;

/// A Python dictionary as the pickle filled it: keys and values in order, unhashed, so that keys can be anything
/// and cost nothing. Compared by identity: it may hold itself.
public final class PickleDict {
    /// Keys and values by turns; null while there are none, since an empty one costs a pickle a single byte.
    private List<Object> items;

    /// How many items were put into it.
    public int size() {
        return items == null ? 0 : items.size() / 2;
    }

    /// The key of item `index`.
    public Object key(int index) {
        return items.get(2 * index);
    }

    /// The value of item `index`.
    public Object value(int index) {
        return items.get(2 * index + 1);
    }

    /// Puts in one more item, whatever is there already.
    public void put(Object key, Object value) {
        if (items == null) {
            items = new ArrayList<>(2);
        }
        items.add(key);
        items.add(value);
    }
}
