package tapline.formats;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.Arrays;
import tapline.shape.Shape;
import tapline.tensor.DType;
import tapline.tensor.DTypeException;
import tapline.tensor.Tensor;

/// A tensor as a file has it: elements of any [ElementType], which become numbers when they are asked for.
///
/// Immutable, if nobody writes into its file; any thread may use it. What was read from a path refers to the file,
/// which is mapped, not copied: it must not be changed in place while this is in use (replacing it, as
/// [StateDict#write] does, is fine).
public final class StoredTensor {
    private final ElementType type;
    private final Shape shape;
    private final MemorySegment data;
    private final ByteOrder order;
    private final long[] strides;

    /// @param data begins with the first element
    /// @param strides in elements, from 0 up; all elements are in `data`
    StoredTensor(ElementType type, Shape shape, MemorySegment data, ByteOrder order, long[] strides) {
        this.type = type;
        this.shape = shape;
        this.data = data.asReadOnly();
        this.order = order;
        this.strides = strides;
    }

    /// Little-endian and row-major.
    StoredTensor(ElementType type, Shape shape, MemorySegment data) {
        this(type, shape, data, ByteOrder.LITTLE_ENDIAN, StridedWalk.rowMajor(shape));
    }

    /// A copy of a tensor's elements.
    static StoredTensor of(Tensor tensor) {
        MemorySegment data = tensor.dtype() == DType.FLOAT32
                ? MemorySegment.ofArray(tensor.floats().clone())
                : MemorySegment.ofArray(tensor.doubles().clone());
        return new StoredTensor(
                ElementType.of(tensor.dtype()),
                tensor.shape(),
                data,
                ByteOrder.nativeOrder(),
                StridedWalk.rowMajor(tensor.shape()));
    }

    /// The elements' type in the file.
    public ElementType type() {
        return type;
    }

    /// The shape.
    public Shape shape() {
        return shape;
    }

    /// How many bytes the elements have.
    public long byteSize() {
        return (long) shape.elements() * type.bytes();
    }

    /// The elements, little-endian and row-major. They are copied only where they aren't stored that way.
    /// Read-only.
    public MemorySegment bytes() {
        if (isPlain()) {
            return data.asSlice(0, byteSize());
        }
        return type.isComplex() ? complexBytes() : gather(shape, strides, type.bytes());
    }

    private boolean isPlain() {
        return (order == ByteOrder.LITTLE_ENDIAN || type.bytes() == 1) && StridedWalk.isRowMajor(shape, strides);
    }

    /// A complex number is two real ones, side by side: one more dimension.
    private MemorySegment complexBytes() {
        int rank = shape.rank();
        int[] sizes = Arrays.copyOf(shape.toArray(), rank + 1);
        long[] steps = Arrays.copyOf(strides, rank + 1);
        for (int dim = 0; dim < rank; dim++) {
            steps[dim] *= 2;
        }
        sizes[rank] = 2;
        steps[rank] = 1;
        return gather(Shape.of(sizes), steps, type.bytes() / 2);
    }

    private MemorySegment gather(Shape sizes, long[] steps, int bytes) {
        return StoredElements.gather(data, order, bytes, sizes.elements(), new StridedWalk(sizes, steps))
                .asReadOnly();
    }

    /// The elements as numbers, in a tensor of its own: float32 or float64, as [ElementType#dtype] says.
    ///
    /// @throws DTypeException if they can't be
    public Tensor toTensor() {
        if (type.dtype() == null) {
            throw new DTypeException("expected elements that float32 or float64 can hold, but found " + type
                    + " (torch." + type.torchName() + ")");
        }
        return type.dtype() == DType.FLOAT32
                ? Tensor.wrap(StoredElements.floats(bytes(), type, shape.elements()), shape.toArray())
                : Tensor.wrap(StoredElements.doubles(bytes(), type, shape.elements()), shape.toArray());
    }

    /// Type and shape: `F32 [8, 4, 3]`.
    @Override
    public String toString() {
        return type + " " + shape.toList();
    }
}
