package tapline.cli.forecast;

/// Linear least squares: gathers observations and solves for the coefficients that come nearest to them. Not
/// thread-safe.
final class NormalEquations {
    /// The lower triangle: the other one has the same numbers.
    private final double[][] products;
    private final double[] outputs;

    /// @param unknowns how many coefficients
    NormalEquations(int unknowns) {
        products = new double[unknowns][unknowns];
        outputs = new double[unknowns];
    }

    /// One more observation.
    ///
    /// @param inputs what the coefficients are multiplied with. *Not modified*
    /// @param output what the sum of the products should be
    void add(double[] inputs, double output) {
        for (int row = 0; row < inputs.length; row++) {
            double factor = inputs[row];
            double[] products = this.products[row];
            for (int column = 0; column <= row; column++) {
                products[column] += factor * inputs[column];
            }
            outputs[row] += factor * output;
        }
    }

    /// The coefficients, by Cholesky's decomposition.
    ///
    /// @param ridge what is added to the diagonal, as a share of its mean, so that there is one solution
    double[] solve(double ridge) {
        double[][] lower = decompose(ridge);
        double[] x = outputs.clone();
        for (int row = 0; row < x.length; row++) {
            for (int column = 0; column < row; column++) {
                x[row] -= lower[row][column] * x[column];
            }
            x[row] /= lower[row][row];
        }
        for (int row = x.length - 1; row >= 0; row--) {
            for (int below = row + 1; below < x.length; below++) {
                x[row] -= lower[below][row] * x[below];
            }
            x[row] /= lower[row][row];
        }
        return x;
    }

    private double[][] decompose(double ridge) {
        int size = outputs.length;
        double trace = 0;
        for (int i = 0; i < size; i++) {
            trace += products[i][i];
        }
        double added = Math.max(ridge * trace / size, Double.MIN_NORMAL);
        double[][] lower = new double[size][size];
        for (int row = 0; row < size; row++) {
            for (int column = 0; column <= row; column++) {
                double sum = products[row][column] + (row == column ? added : 0);
                for (int k = 0; k < column; k++) {
                    sum -= lower[row][k] * lower[column][k];
                }
                lower[row][column] = row == column ? Math.sqrt(sum) : sum / lower[column][column];
            }
        }
        return lower;
    }
}
