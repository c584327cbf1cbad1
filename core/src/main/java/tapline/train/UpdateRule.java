package tapline.train;

/// One step of an optimiser for the elements of one parameter: a single loop over arrays that are all indexed from
/// 0, which the compiler vectorises. Numbers are PyTorch's but for the last bits: a mean that moves is written
/// `a * x + b * y`, where PyTorch may have `x + b * (y - x)`.
interface UpdateRule {
    /// @param x the value. *Not modified*
    /// @param gradient *Not modified*
    /// @param state what the optimiser keeps for the parameter, in the order of its names. *Modified*
    /// @param next the value after the step. *Modified*
    void apply(float[] x, float[] gradient, float[][] state, float[] next);

    /// The same in float64.
    void apply(double[] x, double[] gradient, double[][] state, double[] next);

    /// What every rule begins with.
    ///
    /// @param sign 1 to descend along the gradient, -1 to climb
    /// @param decay what is added to the gradient for each unit of the value
    record Direction(double sign, double decay) {}
}
