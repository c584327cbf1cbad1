package tapline.onnx;

/// A number made of many.
enum Reduction {
    SUM(row -> {
        double sum = 0;
        for (double value : row) {
            sum += value;
        }
        return sum;
    }),
    MEAN(row -> SUM.of(row) / row.length),
    MAX(row -> {
        double max = Double.NEGATIVE_INFINITY;
        for (double value : row) {
            max = Math.max(max, value);
        }
        return max;
    }),
    MIN(row -> {
        double min = Double.POSITIVE_INFINITY;
        for (double value : row) {
            min = Math.min(min, value);
        }
        return min;
    }),
    PROD(row -> {
        double product = 1;
        for (double value : row) {
            product *= value;
        }
        return product;
    }),
    L1(row -> PoolOperators.norm(row, 0, row.length, 1, 1)),
    L2(row -> PoolOperators.norm(row, 0, row.length, 1, 2)),
    SUM_SQUARE(row -> {
        double sum = 0;
        for (double value : row) {
            sum += value * value;
        }
        return sum;
    }),
    LOG_SUM(row -> Math.log(SUM.of(row))),
    LOG_SUM_EXP(row -> {
        double max = MAX.of(row);
        if (Double.isInfinite(max)) {
            return max;
        }
        double sum = 0;
        for (double value : row) {
            sum += Math.exp(value - max);
        }
        return max + Math.log(sum);
    });

    private final Function function;

    Reduction(Function function) {
        this.function = function;
    }

    /// What a reduction does with the numbers.
    interface Function {
        /// @param row *Not modified*
        double of(double[] row);
    }

    double of(double[] row) {
        return function.of(row);
    }
}
