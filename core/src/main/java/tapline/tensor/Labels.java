package tapline.tensor;

import java.util.Arrays;
import tapline.shape.Shape;
import tapline.shape.ShapeException;

/// Class labels beside what a model gives for each class, checked.
///
/// @param of the label of each row, -1 where it is ignored; rows are numbered as the target's elements are
/// @param classes how many there are
/// @param run from the element of one class to that of the next in the input: the rows of one batch index
record Labels(int[] of, int classes, int run) {
    private static final int IGNORED = -1;

    static Labels of(Tensor input, Tensor target, int ignored) {
        checkShapes(input.shape(), target.shape());
        int dim = classDimension(input.shape());
        int classes = input.size(dim);
        int[] labels = new int[target.shape().elements()];
        for (int row = 0; row < labels.length; row++) {
            double label = target.element(row);
            if (label != Math.rint(label)) {
                throw new DTypeException(
                        "expected class labels that are whole numbers, but row " + row + " has " + label);
            }
            if (label != ignored && (label < 0 || label >= classes)) {
                throw new IndexOutOfBoundsException("Target " + (long) label + " is out of bounds. Row " + row
                        + " has label " + (long) label + ", but there are " + classes + " classes");
            }
            labels[row] = label == ignored ? IGNORED : (int) label;
        }
        return new Labels(labels, classes, input.shape().stride(dim));
    }

    /// The dimension along which the classes are.
    static int classDimension(Shape input) {
        return input.rank() == 1 ? 0 : 1;
    }

    private static void checkShapes(Shape input, Shape target) {
        if (input.rank() == 0) {
            throw new ShapeException("Expected input of [classes] or [batch, classes, ...], but got " + input);
        }
        if (input.rank() > 1 && target.rank() > 0 && input.size(0) != target.size(0)) {
            throw new ShapeException("Expected input batch_size (" + input.size(0) + ") to match target batch_size ("
                    + target.size(0) + ").");
        }
        Shape expected = input.without(classDimension(input));
        if (!target.equals(expected)) {
            throw new ShapeException("Expected target size " + expected.toList() + ", got " + target.toList());
        }
    }

    boolean isIgnored(int row) {
        return of[row] == IGNORED;
    }

    /// Where the element of `row` for class `label` is in the input.
    int index(int row, int label) {
        return (row / run * classes + label) * run + row % run;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Labels labels
                && Arrays.equals(of, labels.of)
                && classes == labels.classes
                && run == labels.run;
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(of);
    }

    @Override
    public String toString() {
        return of.length + " labels of " + classes + " classes";
    }
}
