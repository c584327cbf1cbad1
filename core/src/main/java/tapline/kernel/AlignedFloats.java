package tapline.kernel;

/// Floats that begin a line of the cache, for what is read by vectors again and again: a vector across two lines
/// takes twice as long.
///
/// An array of this length does not move, and begins 16 bytes behind a line, where the default collector keeps it:
/// element [#FIRST] begins a line. Short stretches share such an array, which lives as long as one of its users.
///
/// @param array with other users' floats in it, too
/// @param at where these begin
record AlignedFloats(float[] array, int at) {
    private static final int LENGTH = 1 << 20;
    private static final int FIRST = 12;
    private static final int LINE = 16;

    private static float[] shared = new float[0];
    private static int next;

    /// So many floats, zeros at first.
    static synchronized AlignedFloats of(int count) {
        if (count > LENGTH - FIRST) {
            return new AlignedFloats(new float[Math.addExact(count, FIRST)], FIRST);
        }
        if (next + count > shared.length) {
            shared = new float[LENGTH];
            next = FIRST;
        }
        AlignedFloats floats = new AlignedFloats(shared, next);
        next += Math.ceilDiv(count, LINE) * LINE;
        return floats;
    }
}
