package tapline.kernel;

/// A function of one number and its slope, as loops over float32 arrays and for single float64 numbers.
///
/// Each result is a fixed sequence of operations on its argument, whatever its position and however many are
/// computed at once: a tensor, its parts on several threads, and a stream sample by sample give the same bits. (A
/// NaN is a NaN; its payload isn't promised.) Where nothing else is said, float32 results are within 4 units in the
/// last place, and below the normal numbers within 110 of the smallest.
///
/// Thread-safe: implementations are values.
public interface ElementFunction {
    /// `y[i] = f(x[i])` for `i` from `from` to `to` (exclusive).
    ///
    /// @param x *Not modified*
    /// @param y may be `x` itself. *Modified* there
    void apply(float[] x, float[] y, int from, int to);

    /// `dx[i] = g[i] * f'(x[i])` for `i` from `from` to `to` (exclusive).
    ///
    /// @param x *Not modified*
    /// @param g *Not modified*
    /// @param dx neither of the others. *Modified* there
    void backward(float[] x, float[] g, float[] dx, int from, int to);

    /// The function of one number.
    double of(double x);

    /// Its slope there.
    double slope(double x);
}
