package tapline.formats;

import tapline.tensor.DType;

/// The types of elements that files of tensors hold, in the order of safetensors' own list, which decides where a
/// tensor is in such a file.
///
/// A [tapline.tensor.Tensor] has float32 or float64 elements. What float32 holds exactly becomes float32, wider
/// integers become float64, the nearest where they are beyond 2^53. Types without a [#dtype()] can be copied from
/// file to file, but not computed with.
public enum ElementType {
    /// One byte, 0 or 1.
    BOOL(1, "b1", "bool", "Bool", DType.FLOAT32),
    /// Unsigned 8-bit integer.
    U8(1, "u1", "uint8", "Byte", DType.FLOAT32),
    /// 8-bit integer.
    I8(1, "i1", "int8", "Char", DType.FLOAT32),
    /// 8-bit floating point, 5 bits of exponent.
    F8_E5M2(1, null, "float8_e5m2", null, null),
    /// 8-bit floating point, 4 bits of exponent, no infinities.
    F8_E4M3(1, null, "float8_e4m3fn", null, null),
    /// 16-bit integer.
    I16(2, "i2", "int16", "Short", DType.FLOAT32),
    /// Unsigned 16-bit integer.
    U16(2, "u2", "uint16", null, DType.FLOAT32),
    /// IEEE half precision.
    F16(2, "f2", "float16", "Half", DType.FLOAT32),
    /// The upper half of a float32.
    BF16(2, null, "bfloat16", "BFloat16", DType.FLOAT32),
    /// 32-bit integer.
    I32(4, "i4", "int32", "Int", DType.FLOAT64),
    /// Unsigned 32-bit integer.
    U32(4, "u4", "uint32", null, DType.FLOAT64),
    /// 32-bit floating point.
    F32(4, "f4", "float32", "Float", DType.FLOAT32),
    /// Two float32: real and imaginary part.
    C64(8, null, "complex64", "ComplexFloat", null),
    /// 64-bit floating point.
    F64(8, "f8", "float64", "Double", DType.FLOAT64),
    /// 64-bit integer.
    I64(8, "i8", "int64", "Long", DType.FLOAT64),
    /// Unsigned 64-bit integer.
    U64(8, "u8", "uint64", null, DType.FLOAT64),
    /// Two float64: real and imaginary part.
    C128(16, null, "complex128", "ComplexDouble", null);

    private final int bytes;
    private final String npyCode;
    private final String torchName;
    private final String torchStorage;
    private final DType dtype;

    ElementType(int bytes, String npyCode, String torchName, String torchStorage, DType dtype) {
        this.bytes = bytes;
        this.npyCode = npyCode;
        this.torchName = torchName;
        this.torchStorage = torchStorage;
        this.dtype = dtype;
    }

    static ElementType of(DType dtype) {
        return dtype == DType.FLOAT32 ? F32 : F64;
    }

    /// The size of one element.
    public int bytes() {
        return bytes;
    }

    /// PyTorch's name: `float32`, `bfloat16`.
    public String torchName() {
        return torchName;
    }

    /// What a tensor keeps such elements as; null if it can't.
    public DType dtype() {
        return dtype;
    }

    /// NumPy's code without the byte order, a letter and the size in bytes; null if it isn't read or written there.
    String npyCode() {
        return npyCode;
    }

    /// The class of PyTorch's module `torch` that keeps such elements: `FloatStorage`; null if there is none.
    String torchStorage() {
        return torchStorage == null ? null : torchStorage + "Storage";
    }

    boolean isComplex() {
        return this == C64 || this == C128;
    }
}
