package tapline.tensor;

import java.util.SplittableRandom;
import java.util.function.Supplier;
import tapline.shape.Shape;
import tapline.shape.ShapeException;

/// PyTorch's random numbers: the same seed and the same calls give the numbers that `torch.manual_seed` gives
/// on a CPU.
///
/// Safe for use by several threads: each call draws all its numbers at once. (Which thread's call comes first
/// is then up to the threads; for results that can be repeated, give each its own generator.)
///
/// Whole numbers and uniform ones are PyTorch's to the last bit. So are normal ones in float32 where fewer than
/// 16 are drawn; otherwise they agree to the rounding of `log`, `sin` and `cos`, which PyTorch itself takes
/// from whatever processor and library it was built for.
///
/// ```java
/// Tensor x = new Generator(0).rand(5);    // tensor([0.4963, 0.7682, 0.0885, 0.1320, 0.3074])
/// ```
public final class Generator {
    private static final Generator SHARED = new Generator(new SplittableRandom().nextLong());
    private static final ScopedValue<Generator> IN_SCOPE = ScopedValue.newInstance();

    /// From this range on `randint` takes 64 bits a number: with 32 the smaller remainders would be visibly
    /// likelier.
    private static final long WIDE_RANGE = 1L << 28;

    private MersenneTwister bits;
    private final NormalNumbers normals = new NormalNumbers();

    /// A generator of the numbers that follow `torch.manual_seed(seed)`.
    ///
    /// @param seed its low 32 bits count, as in PyTorch
    public Generator(long seed) {
        bits = new MersenneTwister((int) seed);
    }

    /// The generator that is used where none is given: that of the innermost [#asShared], else one for the whole
    /// process, which starts at a different place in each run until it is seeded.
    public static Generator shared() {
        return IN_SCOPE.orElse(SHARED);
    }

    /// Runs `body` with this as the [#shared] generator, for this thread only: so that computations beside each
    /// other draw from generators of their own, and each can be repeated.
    public <T> T asShared(Supplier<T> body) {
        return ScopedValue.where(IN_SCOPE, this).call(body::get);
    }

    /// Starts again at `seed`, forgetting everything drawn before.
    ///
    /// @param seed its low 32 bits count, as in PyTorch
    /// @return this generator
    public synchronized Generator manualSeed(long seed) {
        bits = new MersenneTwister((int) seed);
        normals.clear();
        return this;
    }

    /// Numbers uniform in `[0, 1)`, float32: PyTorch's `torch.rand`.
    public Tensor rand(int... shape) {
        return rand(DType.FLOAT32, shape);
    }

    /// Numbers uniform in `[0, 1)`: multiples of 2^-24 in float32 (one draw each), of 2^-53 in float64 (two).
    public Tensor rand(DType dtype, int... shape) {
        return uniform(0, 1, dtype, shape);
    }

    /// Numbers uniform in `[from, to)`: PyTorch's `uniform_`, `fma(u, to - from, from)` for `u` of [#rand], all
    /// in the arithmetic of `dtype`. Rounding may give `to` itself.
    ///
    /// @throws ShapeException if `from` exceeds `to`, or one of them or their distance is not a finite number
    /// of `dtype`
    public synchronized Tensor uniform(double from, double to, DType dtype, int... shape) {
        if (!(from <= to)) {
            throw new ShapeException(
                    "uniform_ expects to return a [from, to) range, but found from=" + from + " > to=" + to);
        }
        double largest = dtype == DType.FLOAT32 ? Float.MAX_VALUE : Double.MAX_VALUE;
        if (Math.max(Math.abs(from), Math.abs(to)) > largest || to - from > largest) {
            throw new ShapeException(
                    "uniform_ expects a range that " + dtype + " can hold, but found from=" + from + ", to=" + to);
        }
        Tensor result = Tensor.zeros(dtype, shape);
        if (dtype == DType.FLOAT32) {
            float[] values = result.floats();
            float start = (float) from;
            float range = (float) to - start;
            for (int i = 0; i < values.length; i++) {
                values[i] = Math.fma(UniformNumbers.nextFloat(bits), range, start);
            }
        } else {
            double[] values = result.doubles();
            for (int i = 0; i < values.length; i++) {
                values[i] = Math.fma(UniformNumbers.nextDouble(bits), to - from, from);
            }
        }
        return result;
    }

    /// Numbers of the standard normal distribution, float32: PyTorch's `torch.randn`.
    public Tensor randn(int... shape) {
        return randn(DType.FLOAT32, shape);
    }

    /// Numbers of the standard normal distribution, mean 0 and variance 1, by the method of Box and Muller
    /// (1958).
    public Tensor randn(DType dtype, int... shape) {
        return normal(0, 1, dtype, shape);
    }

    /// Numbers of the normal distribution of this mean and standard deviation: PyTorch's `normal_`.
    ///
    /// As in PyTorch the numbers depend on how many are asked for at once: fewer than 16 are made one after
    /// another, and half of a last pair is kept for the next such call; 16 and more are made in blocks.
    ///
    /// @throws ShapeException if `std` is negative or not a number
    public synchronized Tensor normal(double mean, double std, DType dtype, int... shape) {
        if (!(std >= 0)) {
            throw new ShapeException("normal expects std >= 0.0, but found std " + std);
        }
        Tensor result = Tensor.zeros(dtype, shape);
        normals.fill(result, mean, std, bits);
        return result;
    }

    /// The numbers `0, ..., n - 1` in random order: PyTorch's `torch.randperm`.
    ///
    /// @throws ShapeException if `n` is negative
    public synchronized int[] randperm(int n) {
        if (n < 0) {
            throw new ShapeException("n must be non-negative, got " + n);
        }
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        for (int i = 0; i < n - 1; i++) {
            int other = i + Integer.remainderUnsigned(bits.nextInt(), n - i);
            int swapped = order[i];
            order[i] = order[other];
            order[other] = swapped;
        }
        return order;
    }

    /// `n` whole numbers, uniform in `[low, high)`: PyTorch's `torch.randint`, as of its version 2.7 (older
    /// ones give other numbers where `high - low` is between 2^28 and 2^32).
    ///
    /// @throws ShapeException if `low` is not below `high`, or `n` is negative
    public synchronized long[] randint(long low, long high, int n) {
        if (low >= high) {
            throw new ShapeException(
                    "random_ expects 'from' to be less than 'to', but got from=" + low + " >= to=" + high);
        }
        long[] values = new long[Shape.of(n).elements()];
        // The widest ranges exceed a signed long; as an unsigned one the difference is right all the same.
        long range = high - low;
        boolean wide = Long.compareUnsigned(range, WIDE_RANGE) >= 0;
        for (int i = 0; i < n; i++) {
            long drawn = wide ? bits.nextLong() : Integer.toUnsignedLong(bits.nextInt());
            values[i] = low + Long.remainderUnsigned(drawn, range);
        }
        return values;
    }
}
