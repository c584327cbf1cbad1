package tapline.formats;

import java.nio.ByteOrder;
import java.util.Arrays;
import tapline.shape.Shape;

/// A view of a PyTorch storage.
///
/// @param type of the elements, which an untyped storage doesn't have
/// @param offset where the first one is, in elements
/// @param strides in elements, from 0 up
record TorchTensor(TorchStorage storage, ElementType type, long offset, Shape shape, long[] strides) {
    /// @throws IllegalArgumentException if an element is outside of the storage
    TorchTensor {
        long last = offset;
        boolean fits = offset >= 0;
        for (int dim = 0; dim < strides.length; dim++) {
            fits &= strides[dim] >= 0;
            long steps = Math.max(0, shape.size(dim) - 1);
            fits &= steps == 0 || strides[dim] <= (Long.MAX_VALUE - last) / steps;
            last = fits ? last + steps * strides[dim] : last;
        }
        long room = storage.byteSize() / type.bytes();
        if (!fits || (shape.elements() == 0 ? offset > room : last >= room)) {
            throw new IllegalArgumentException("expected a tensor inside its storage of " + room
                    + " elements, but its shape " + shape.toList() + " with strides " + Arrays.toString(strides)
                    + " from " + offset + " on goes beyond");
        }
    }

    StoredTensor stored(ByteOrder order) {
        return new StoredTensor(type, shape, storage.data().asSlice(offset * type.bytes()), order, strides);
    }
}
