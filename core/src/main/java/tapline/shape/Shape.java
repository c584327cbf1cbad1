package tapline.shape;

import java.util.Arrays;
import java.util.stream.Collectors;

/// The size of a tensor, one number for each dimension: `[batch, channels, length]` for a signal. Immutable.
///
/// Its elements fit one Java array: a product over [Integer#MAX_VALUE] is refused when the shape is made.
public final class Shape {
    private final int[] sizes;
    private final int elements;

    private Shape(int[] sizes) {
        this.sizes = sizes;
        this.elements = elements(sizes);
    }

    /// The shape of these sizes; none at all is the shape of a single number.
    ///
    /// @throws ShapeException if a size is negative or the product exceeds what one array holds
    public static Shape of(int... sizes) {
        return new Shape(sizes.clone());
    }

    private static int elements(int[] sizes) {
        long product = 1;
        boolean empty = false;
        for (int size : sizes) {
            if (size < 0) {
                throw new ShapeException(
                        "Trying to create tensor with negative dimension " + size + ": " + Arrays.toString(sizes));
            }
            empty |= size == 0;
            product = empty ? 0 : product * size;
            if (product > Integer.MAX_VALUE) {
                throw new ShapeException("A tensor of size " + Arrays.toString(sizes) + " has more than "
                        + Integer.MAX_VALUE + " elements");
            }
        }
        return (int) product;
    }

    /// How many dimensions there are.
    public int rank() {
        return sizes.length;
    }

    /// The size of dimension `dim`; negative dimensions count from the end.
    ///
    /// @throws IndexOutOfBoundsException if there is no such dimension
    public int size(int dim) {
        if (sizes.length == 0) {
            throw new IndexOutOfBoundsException("Dimension specified as " + dim + " but tensor has no dimensions");
        }
        return sizes[dimension(dim)];
    }

    /// How many elements a tensor of this shape has: the product of the sizes, 1 for rank 0.
    public int elements() {
        return elements;
    }

    /// `dim` as an index from 0, where negative dimensions count from the end. Rank 0 has dimensions 0 and -1 here,
    /// as in PyTorch, so that sums along them are the number itself.
    ///
    /// @throws IndexOutOfBoundsException if there is no such dimension
    public int dimension(int dim) {
        int rank = Math.max(sizes.length, 1);
        if (dim < -rank || dim >= rank) {
            throw new IndexOutOfBoundsException("Dimension out of range (expected to be in range of [" + -rank + ", "
                    + (rank - 1) + "], but got " + dim + ")");
        }
        return dim < 0 ? dim + rank : dim;
    }

    /// How many elements lie between two neighbours of dimension `dim` (from 0): the product of the sizes behind
    /// it.
    public int stride(int dim) {
        int stride = 1;
        for (int i = dim + 1; i < sizes.length; i++) {
            stride *= sizes[i];
        }
        return stride;
    }

    /// This shape with dimension `dim` (from 0) of another size.
    public Shape with(int dim, int size) {
        int[] changed = sizes.clone();
        changed[dim] = size;
        return new Shape(changed);
    }

    /// This shape without dimension `dim` (from 0).
    public Shape without(int dim) {
        int[] rest = new int[sizes.length - 1];
        System.arraycopy(sizes, 0, rest, 0, dim);
        System.arraycopy(sizes, dim + 1, rest, dim, rest.length - dim);
        return new Shape(rest);
    }

    /// The sizes, in an array of the caller's own.
    public int[] toArray() {
        return sizes.clone();
    }

    /// As Python prints a list: `[1, 1, 10]`. The form that error messages use.
    public String toList() {
        return Arrays.toString(sizes);
    }

    /// As NumPy prints a shape: `(1, 1, 10)`, `(3,)`, `()`.
    public String toTuple() {
        return sizes.length == 1
                ? "(" + sizes[0] + ",)"
                : Arrays.stream(sizes).mapToObj(Integer::toString).collect(Collectors.joining(", ", "(", ")"));
    }

    /// As PyTorch prints a shape: `torch.Size([1, 1, 10])`.
    @Override
    public String toString() {
        return "torch.Size(" + toList() + ")";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape shape && Arrays.equals(sizes, shape.sizes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sizes);
    }
}
