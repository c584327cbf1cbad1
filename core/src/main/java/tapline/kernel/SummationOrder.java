package tapline.kernel;

/// How many chains the terms of one output element are cut into, and where: a rule of the number of terms alone.
///
/// A single chain makes a stream that steps one sample wait for each addition; a chain more costs a batch one
/// addition an element. Hence few chains, and only where there are many terms.
public final class SummationOrder {
    private static final int TWO_BLOCKS_FROM = 48;
    private static final int FOUR_BLOCKS_FROM = 192;

    private SummationOrder() {}

    /// How many blocks `terms` are cut into.
    public static int blocks(int terms) {
        if (terms < TWO_BLOCKS_FROM) {
            return 1;
        }
        return terms < FOUR_BLOCKS_FROM ? 2 : 4;
    }

    /// The first term of block `block`, which ends where the next one starts; the number of terms for the one
    /// behind the last.
    public static int start(int block, int terms) {
        return (int) ((long) block * terms / blocks(terms));
    }

    /// Where each block starts, and behind them the number of terms.
    static int[] bounds(int terms) {
        int[] bounds = new int[blocks(terms) + 1];
        for (int b = 0; b < bounds.length; b++) {
            bounds[b] = start(b, terms);
        }
        return bounds;
    }
}
