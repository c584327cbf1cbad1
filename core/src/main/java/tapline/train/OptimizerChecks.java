package tapline.train;

/// Checks of optimisers' options, in PyTorch's words.
final class OptimizerChecks {
    private OptimizerChecks() {}

    static double notNegative(String what, double value) {
        if (!(value >= 0)) {
            throw new IllegalArgumentException("Invalid " + what + ": " + PythonNumber.repr(value));
        }
        return value;
    }

    static double beta(int index, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(
                    "Invalid beta parameter at index " + index + ": " + PythonNumber.repr(value));
        }
        return value;
    }
}
