package tapline.stream;

/// How many frames come out for how many that go in, in lowest terms.
record Rate(long outputs, long inputs) {
    static final Rate SAME = new Rate(1, 1);

    /// In lowest terms.
    static Rate of(long outputs, long inputs) {
        long divisor = gcd(outputs, inputs);
        return new Rate(outputs / divisor, inputs / divisor);
    }

    /// The rate of this and then another.
    Rate then(Rate next) {
        return of(Math.multiplyExact(outputs, next.outputs), Math.multiplyExact(inputs, next.inputs));
    }

    static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    @Override
    public String toString() {
        return outputs + ":" + inputs;
    }
}
