package tapline.tensor;

/// What a norm's result is multiplied by, and what is added to it, if anything.
///
/// @param weight null for 1
/// @param bias null for 0
record Affine(Tensor weight, Tensor bias) {
    static final Affine NONE = new Affine(null, null);

    /// @throws DTypeException if the element types differ from the input's
    void checkTypes(DType dtype) {
        checkType(weight, dtype);
        checkType(bias, dtype);
    }

    static void checkType(Tensor parameter, DType dtype) {
        if (parameter != null && parameter.dtype() != dtype) {
            throw new DTypeException("expected scalar type " + dtype.scalarName() + " but found "
                    + parameter.dtype().scalarName() + ": a norm's parameters have its input's element type");
        }
    }
}
