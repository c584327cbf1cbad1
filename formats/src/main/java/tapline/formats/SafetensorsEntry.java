package tapline.formats;

import tapline.shape.Shape;

/// One tensor in the header of a safetensors file.
///
/// @param begin where its elements begin behind the header
/// @param end where they end
record SafetensorsEntry(String name, ElementType type, Shape shape, long begin, long end) {
    long byteSize() {
        return end - begin;
    }
}
