package tapline.nn;

import tapline.shape.ShapeException;
import tapline.stream.StreamPlan;
import tapline.tensor.Tensor;

/// Makes one dimension of several that follow each other: PyTorch's `nn.Flatten`.
///
/// Input `[batch, channels, length]`, output `[batch, channels * length]`, if nothing is said. The elements are
/// shared, not copied. Thread-safe.
public final class Flatten extends Module {
    private final int start;
    private final int end;

    /// A layer that leaves the first dimension, the batch, as it is.
    public Flatten() {
        this(1, -1);
    }

    /// @param start the first of the dimensions, from 0, or from the end if negative
    /// @param end the last of them
    public Flatten(int start, int end) {
        this.start = start;
        this.end = end;
    }

    /// @throws ShapeException if the first dimension is behind the last
    /// @throws IndexOutOfBoundsException if there are no such dimensions
    @Override
    public Tensor forward(Tensor input) {
        int from = input.shape().dimension(start);
        int to = input.shape().dimension(end);
        if (from > to) {
            throw new ShapeException("flatten() has invalid args: start_dim cannot come after end_dim");
        }
        if (input.shape().rank() == 0) {
            return input.reshape(1);
        }
        int[] sizes = new int[input.shape().rank() - (to - from)];
        int flat = 1;
        for (int dim = 0; dim < input.shape().rank(); dim++) {
            if (dim < from || dim > to) {
                sizes[dim < from ? dim : dim - (to - from)] = input.size(dim);
            } else {
                flat *= input.size(dim);
            }
        }
        sizes[from] = flat;
        return input.reshape(sizes);
    }

    /// The first of the dimensions, from 0, or from the end if negative.
    public int start() {
        return start;
    }

    /// The last of them, the same.
    public int end() {
        return end;
    }

    @Override
    public StreamPlan streamAfter(StreamPlan before) {
        throw notStreamed("it makes one row of the whole signal");
    }

    @Override
    protected String extraRepr() {
        return "start_dim=" + start + ", end_dim=" + end;
    }
}
