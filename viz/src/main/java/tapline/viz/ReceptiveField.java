package tapline.viz;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import tapline.shape.ConvGeometry;
import tapline.shape.ShapeException;

/// What the last output of a stack of convolutions sees, row by row: row 0 is the input, the last row the output.
///
/// Every row has its own positions, counted from its first element; those that padding adds lie outside
/// `[0, length(row))`. [#time] places them all on the input's time axis.
final class ReceptiveField {
    /// What takes well under a second to draw. Long before, nobody tells lines apart.
    private static final long MOST_CONNECTIONS = 200_000;

    private final List<ConvGeometry> layers;
    private final int[] lengths;
    private final double[] scales;
    private final double[] offsets;
    private final List<NavigableSet<Integer>> seen = new ArrayList<>();
    private final long first;
    private final long last;

    /// @param layers from the input to the output
    /// @param length of the input
    /// @param from earliest time that is asked for: what is seen only before it isn't followed
    /// @throws ShapeException if a layer has no output for what reaches it, or there is too much to follow
    ReceptiveField(List<ConvGeometry> layers, int length, long from) {
        this.layers = layers;
        lengths = new int[rows()];
        scales = new double[rows()];
        offsets = new double[rows()];
        lengths[0] = length;
        scales[0] = 1;
        for (int row = 1; row < rows(); row++) {
            ConvGeometry layer = layers.get(row - 1);
            lengths[row] = layer.outputLength(lengths[row - 1]);
            scales[row] = scales[row - 1] * layer.stride();
            offsets[row] = offsets[row - 1] + scales[row - 1] * (anchor(layer) - layer.padLeft());
        }
        long low = lengths[rows() - 1] - 1L;
        long high = low;
        for (ConvGeometry layer : layers.reversed()) {
            low = low * layer.stride() - layer.padLeft();
            high = high * layer.stride() - layer.padLeft() + layer.receptiveField() - 1;
        }
        first = low;
        last = high;
        follow(from);
    }

    // An element stands over the last sample of its window, which is when it can be computed; where padding on the
    // right makes outputs of samples yet to come, it stands over the middle.
    private static double anchor(ConvGeometry layer) {
        double span = layer.receptiveField() - 1;
        return layer.padRight() > 0 ? span / 2 : span;
    }

    private void follow(long from) {
        for (int row = 0; row < rows(); row++) {
            seen.add(new TreeSet<>());
        }
        seen.getLast().add(lengths[rows() - 1] - 1);
        long connections = 0;
        for (int row = rows() - 1; row > 0; row--) {
            connections += (long) seen.get(row).size() * layer(row).kernelSize();
            if (connections > MOST_CONNECTIONS) {
                throw new ShapeException("The picture of a stack shows at most " + MOST_CONNECTIONS
                        + " taps, but got " + connections + " in the uppermost " + (rows() - row) + " of "
                        + layers.size() + " layers");
            }
            for (int position : seen.get(row)) {
                if (!isPadding(row, position)) {
                    for (int tap = 0; tap < layer(row).kernelSize(); tap++) {
                        int below = below(row, position, tap);
                        if (time(row - 1, below) + lookahead(row - 1) >= from) {
                            seen.get(row - 1).add(below);
                        }
                    }
                }
            }
        }
    }

    // How far right of its own time an element of this row can see.
    private double lookahead(int row) {
        double lookahead = 0;
        for (int lower = 1; lower <= row; lower++) {
            lookahead += scales[lower - 1] * (layer(lower).receptiveField() - 1 - anchor(layer(lower)));
        }
        return lookahead;
    }

    int rows() {
        return layers.size() + 1;
    }

    int length(int row) {
        return lengths[row];
    }

    /// The layer that makes a row: none makes row 0.
    ConvGeometry layer(int row) {
        return layers.get(row - 1);
    }

    /// The position in the row below that a tap of this element's kernel meets.
    int below(int row, int position, int tap) {
        return layer(row).windowStart(position) + tap * layer(row).dilation();
    }

    /// The positions of a row on which the last output depends, padding included.
    NavigableSet<Integer> seen(int row) {
        return seen.get(row);
    }

    boolean isSeen(int row, int position) {
        return seen.get(row).contains(position);
    }

    boolean isPadding(int row, int position) {
        return position < 0 || position >= lengths[row];
    }

    /// Where an element stands on the input's time axis, in samples.
    double time(int row, int position) {
        return offsets[row] + scales[row] * position;
    }

    /// The position of a row at or before a time; it may be outside the row.
    int positionBefore(int row, double time) {
        return (int) Math.floor((time - offsets[row]) / scales[row]);
    }

    /// The first input position of the field: negative if it reaches beyond the signal.
    long first() {
        return first;
    }

    /// The last input position of the field.
    long last() {
        return last;
    }

    /// How many positions of the field lie outside the signal.
    long outside() {
        return Math.max(0, -first) + Math.max(0, last - (lengths[0] - 1));
    }
}
