package tapline.train;

/// Examples, by number.
public interface Dataset {
    /// How many there are.
    int size();

    /// Examples put together, in this order.
    ///
    /// @param indices from 0. *Not modified*
    Batch batch(int... indices);
}
