package tapline.kernel;

/// Where results go in the rows of an output array: `count` of them, the first at `first` of its row, each `step`
/// further.
///
/// @param rowLength elements of one row, that is of one channel
/// @param first where result 0 goes
/// @param step from one result to the next
/// @param count how many results a row gets
public record OutputRows(int rowLength, int first, int step, int count) {
    /// Every element of rows of this length.
    public static OutputRows full(int rowLength) {
        return new OutputRows(rowLength, 0, 1, rowLength);
    }

    /// Where result `index` of row `row` is.
    int position(int row, int index) {
        return row * rowLength + first + index * step;
    }
}
