package tapline.kernel;

import java.lang.ref.SoftReference;
import java.util.concurrent.atomic.AtomicReference;

/// What a [RealFft] of one size is made of: how its coefficients are cut into rows and columns, and the factors.
/// Thread-safe.
///
/// `bins = rows * columns` complex numbers; coefficient `n` stands in row `n / columns`.
final class RealFftSize {
    /// Loops along rows shorter than about this lose their time at their ends.
    private static final int ROW = 1024;

    private static final int MOST_LANES = 64;
    /// Sizes up to this are kept once made: 8 MiB for all of them together.
    private static final int KEPT = 1 << 17;

    private static final RealFftSize[] SIZES = new RealFftSize[Integer.numberOfTrailingZeros(KEPT) + 1];

    static final int SMALLEST = 32;

    final int bins;
    final RowTransform acrossRows;
    final RowTransform acrossColumns;
    /// How many signals are transformed at a time.
    final int lanes;
    /// What element `[row][column]` is multiplied with between the two: cosines, once for each lane.
    final float[][] cosines;

    final float[][] sines;

    private final AtomicReference<SoftReference<RealFft>> idle = new AtomicReference<>();

    private RealFftSize(int size) {
        bins = size / 2;
        int bits = Integer.numberOfTrailingZeros(bins);
        // x^bins = i: a real polynomial modulo x^size + 1.
        acrossRows = new RowTransform(1 << bits / 2, 0.25);
        acrossColumns = new RowTransform(1 << (bits + 1) / 2, 0);
        lanes = Math.max(1, Math.min(MOST_LANES, ROW / rows()));
        cosines = new float[rows()][lanes * columns()];
        sines = new float[rows()][lanes * columns()];
        for (int row = 0; row < rows(); row++) {
            for (int column = 0; column < columns(); column++) {
                double angle = 2 * Math.PI * acrossRows.turns(row) * column / columns();
                double cosine = StrictMath.cos(angle);
                double sine = StrictMath.sin(angle);
                for (int lane = 0; lane < lanes; lane++) {
                    cosines[row][lane * columns() + column] = (float) cosine;
                    sines[row][lane * columns() + column] = (float) sine;
                }
            }
        }
    }

    /// @param size real samples, a power of two from [#SMALLEST]
    static RealFftSize of(int size) {
        if (size > KEPT) {
            return new RealFftSize(size);
        }
        int index = Integer.numberOfTrailingZeros(size);
        synchronized (SIZES) {
            if (SIZES[index] == null) {
                SIZES[index] = new RealFftSize(size);
            }
            return SIZES[index];
        }
    }

    /// A transform of this size, for one thread at a time: the one that was last given back, if it is still there.
    RealFft fft() {
        SoftReference<RealFft> reference = idle.getAndSet(null);
        RealFft fft = reference == null ? null : reference.get();
        return fft == null ? new RealFft(this) : fft;
    }

    /// Keeps a transform for the next one who asks.
    void giveBack(RealFft fft) {
        idle.set(new SoftReference<>(fft));
    }

    int rows() {
        return acrossRows.rows();
    }

    int columns() {
        return acrossColumns.rows();
    }
}
