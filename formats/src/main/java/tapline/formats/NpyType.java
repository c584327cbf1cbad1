package tapline.formats;

import java.nio.ByteBuffer;
import tapline.tensor.DType;

/// The element types of `.npy` files that can be read.
enum NpyType {
    F4("f4", DType.FLOAT32),
    F8("f8", DType.FLOAT64),
    I1("i1", DType.FLOAT32),
    U1("u1", DType.FLOAT32),
    I2("i2", DType.FLOAT32),
    I4("i4", DType.FLOAT64),
    I8("i8", DType.FLOAT64);

    private final String code;
    private final DType dtype;

    NpyType(String code, DType dtype) {
        this.code = code;
        this.dtype = dtype;
    }

    /// NumPy's code without the byte order: a letter, and the size in bytes.
    String code() {
        return code;
    }

    int bytes() {
        return code.charAt(1) - '0';
    }

    /// What a tensor keeps such elements as.
    DType dtype() {
        return dtype;
    }

    /// The next `count` elements, for a type that is kept as float32. `in` is in the file's byte order.
    float[] floats(ByteBuffer in, int count) {
        float[] values = new float[count];
        switch (this) {
            case F4 -> in.asFloatBuffer().get(values);
            case I1 -> {
                for (int i = 0; i < count; i++) {
                    values[i] = in.get();
                }
            }
            case U1 -> {
                for (int i = 0; i < count; i++) {
                    values[i] = in.get() & 0xff;
                }
            }
            case I2 -> {
                for (int i = 0; i < count; i++) {
                    values[i] = in.getShort();
                }
            }
            case F8, I4, I8 -> throw new IllegalStateException(code + " is kept as float64");
        }
        return values;
    }

    /// The next `count` elements, for a type that is kept as float64. `in` is in the file's byte order.
    double[] doubles(ByteBuffer in, int count) {
        double[] values = new double[count];
        switch (this) {
            case F8 -> in.asDoubleBuffer().get(values);
            case I4 -> {
                for (int i = 0; i < count; i++) {
                    values[i] = in.getInt();
                }
            }
            case I8 -> {
                for (int i = 0; i < count; i++) {
                    values[i] = in.getLong();
                }
            }
            case F4, I1, U1, I2 -> throw new IllegalStateException(code + " is kept as float32");
        }
        return values;
    }
}
