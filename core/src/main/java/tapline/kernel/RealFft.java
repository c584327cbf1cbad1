package tapline.kernel;

/// A Fourier transform of real signals, made for convolutions: several signals at a time, each in a lane of its
/// own.
///
/// It takes `size` real samples, the coefficients of a polynomial, to its values at `size / 2` of the roots of
/// `x^size = -1` (the others are their conjugates). Products of values are then values of a product modulo
/// `x^size + 1`: a convolution that wraps around with its sign changed, which is as good as one that wraps around
/// where, as in overlap-save, all that wraps is thrown away. For that price there is nothing to untangle: the first
/// half of the samples is the real part, the second half the imaginary one, of a complex transform of half the
/// size.
///
/// The complex transform goes over a matrix: along its columns, across (with a factor for each element, and
/// transposed), along what were its rows. The order of the values is its own, the same for all signals of a size.
///
/// Not thread-safe. Scratch: 2 floats a sample and lane.
final class RealFft {
    /// Rows that cross over together.
    private static final int CROSSING = 4;

    private final RealFftSize size;
    private final int rows;
    private final int columns;
    private final int lanes;
    private final float[][] re;
    private final float[][] im;
    private final float[][] crossedRe;
    private final float[][] crossedIm;

    RealFft(RealFftSize size) {
        this.size = size;
        rows = size.rows();
        columns = size.columns();
        lanes = size.lanes;
        re = new float[rows][lanes * columns];
        im = new float[rows][lanes * columns];
        crossedRe = new float[columns][lanes * rows];
        crossedIm = new float[columns][lanes * rows];
    }

    /// How many signals are transformed at a time.
    int lanes() {
        return lanes;
    }

    /// Sets the samples of a lane.
    ///
    /// @param samples `[size]`. *Not modified*
    void samples(int lane, float[] samples) {
        for (int row = 0; row < rows; row++) {
            System.arraycopy(samples, row * columns, re[row], lane * columns, columns);
            System.arraycopy(samples, size.bins + row * columns, im[row], lane * columns, columns);
        }
    }

    /// Reads the samples of a lane.
    ///
    /// @param samples `[size]`. *Modified* everywhere
    void readSamples(int lane, float[] samples) {
        for (int row = 0; row < rows; row++) {
            System.arraycopy(re[row], lane * columns, samples, row * columns, columns);
            System.arraycopy(im[row], lane * columns, samples, size.bins + row * columns, columns);
        }
    }

    /// Sets the values of a lane.
    ///
    /// @param values *Not modified*
    void values(int lane, Spectrum values) {
        for (int column = 0; column < columns; column++) {
            System.arraycopy(values.re(), column * rows, crossedRe[column], lane * rows, rows);
            System.arraycopy(values.im(), column * rows, crossedIm[column], lane * rows, rows);
        }
    }

    /// Reads the values of a lane.
    ///
    /// @param values *Modified* everywhere
    void readValues(int lane, Spectrum values) {
        for (int column = 0; column < columns; column++) {
            System.arraycopy(crossedRe[column], lane * rows, values.re(), column * rows, rows);
            System.arraycopy(crossedIm[column], lane * rows, values.im(), column * rows, rows);
        }
    }

    /// Samples to values, of the first `count` lanes. The samples are lost.
    void forward(int count) {
        size.acrossRows.forward(re, im, count * columns);
        for (int row = 0; row < rows; row++) {
            Butterflies.turn(re[row], im[row], size.cosines[row], size.sines[row], count * columns);
        }
        for (int lane = 0; lane < count; lane++) {
            for (int row = 0; row < rows; row += CROSSING) {
                cross(re, row, lane * columns, columns, crossedRe, lane * rows + row);
                cross(im, row, lane * columns, columns, crossedIm, lane * rows + row);
            }
        }
        size.acrossColumns.forward(crossedRe, crossedIm, count * rows);
    }

    /// Values to samples times `size / 2`, of the first `count` lanes. The values are lost.
    void inverse(int count) {
        size.acrossColumns.inverse(crossedRe, crossedIm, count * rows);
        for (int lane = 0; lane < count; lane++) {
            for (int row = 0; row < rows; row += CROSSING) {
                crossBack(crossedRe, lane * rows + row, re, row, lane * columns, columns);
                crossBack(crossedIm, lane * rows + row, im, row, lane * columns, columns);
            }
        }
        for (int row = 0; row < rows; row++) {
            Butterflies.turnBack(re[row], im[row], size.cosines[row], size.sines[row], count * columns);
        }
        size.acrossRows.inverse(re, im, count * columns);
    }

    private static void cross(float[][] from, int row, int at, int columns, float[][] to, int offset) {
        float[] r0 = from[row];
        float[] r1 = from[row + 1];
        float[] r2 = from[row + 2];
        float[] r3 = from[row + 3];
        for (int column = 0; column < columns; column++) {
            float[] r = to[column];
            r[offset] = r0[at + column];
            r[offset + 1] = r1[at + column];
            r[offset + 2] = r2[at + column];
            r[offset + 3] = r3[at + column];
        }
    }

    private static void crossBack(float[][] from, int offset, float[][] to, int row, int at, int columns) {
        float[] r0 = to[row];
        float[] r1 = to[row + 1];
        float[] r2 = to[row + 2];
        float[] r3 = to[row + 3];
        for (int column = 0; column < columns; column++) {
            float[] r = from[column];
            r0[at + column] = r[offset];
            r1[at + column] = r[offset + 1];
            r2[at + column] = r[offset + 2];
            r3[at + column] = r[offset + 3];
        }
    }
}
