package tapline.tensor;

/// The four operations on pairs of elements, as loops that C2 makes vectors of: all arrays are indexed alike.
enum BinaryOperation {
    ADD {
        @Override
        void loop(float[] x, float[] y, float[] z, int from, int to) {
            for (int i = from; i < to; i++) {
                z[i] = x[i] + y[i];
            }
        }

        @Override
        void loop(float[] x, double y, float[] z, int from, int to) {
            for (int i = from; i < to; i++) {
                z[i] = (float) (x[i] + y);
            }
        }

        @Override
        double of(double x, double y) {
            return x + y;
        }
    },
    SUB {
        @Override
        void loop(float[] x, float[] y, float[] z, int from, int to) {
            for (int i = from; i < to; i++) {
                z[i] = x[i] - y[i];
            }
        }

        @Override
        void loop(float[] x, double y, float[] z, int from, int to) {
            for (int i = from; i < to; i++) {
                z[i] = (float) (x[i] - y);
            }
        }

        @Override
        double of(double x, double y) {
            return x - y;
        }
    },
    MUL {
        @Override
        void loop(float[] x, float[] y, float[] z, int from, int to) {
            for (int i = from; i < to; i++) {
                z[i] = x[i] * y[i];
            }
        }

        @Override
        void loop(float[] x, double y, float[] z, int from, int to) {
            for (int i = from; i < to; i++) {
                z[i] = (float) (x[i] * y);
            }
        }

        @Override
        double of(double x, double y) {
            return x * y;
        }
    },
    DIV {
        @Override
        void loop(float[] x, float[] y, float[] z, int from, int to) {
            for (int i = from; i < to; i++) {
                z[i] = x[i] / y[i];
            }
        }

        @Override
        void loop(float[] x, double y, float[] z, int from, int to) {
            for (int i = from; i < to; i++) {
                z[i] = (float) (x[i] / y);
            }
        }

        @Override
        double of(double x, double y) {
            return x / y;
        }
    };

    /// Elements `from` to `to` (exclusive).
    ///
    /// @param x *Not modified*
    /// @param y *Not modified*
    /// @param z *Modified* there
    abstract void loop(float[] x, float[] y, float[] z, int from, int to);

    /// The same of each element and one number, computed in double and rounded once.
    abstract void loop(float[] x, double y, float[] z, int from, int to);

    /// The same of one pair; rounding a double result to float gives what computing in float gives.
    abstract double of(double x, double y);
}
