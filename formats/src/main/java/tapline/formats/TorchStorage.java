package tapline.formats;

import java.lang.foreign.MemorySegment;

/// Elements of a PyTorch file that tensors are views of.
final class TorchStorage {
    private final String key;
    private final ElementType type;
    private final long elements;
    private MemorySegment data;

    /// @param key its name in the file
    /// @param type of its elements; U8 if the tensors have the type
    TorchStorage(String key, ElementType type, long elements) {
        this.key = key;
        this.type = type;
        this.elements = elements;
    }

    String key() {
        return key;
    }

    ElementType type() {
        return type;
    }

    long elements() {
        return elements;
    }

    /// How many bytes it has; negative if they are more than 2^63.
    long byteSize() {
        return elements > Long.MAX_VALUE / type.bytes() ? -1 : elements * type.bytes();
    }

    /// The bytes, which the legacy format has behind the tensors.
    MemorySegment data() {
        return data;
    }

    void setData(MemorySegment data) {
        this.data = data;
    }
}
