package tapline.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import tapline.kernel.Workspace;
import tapline.shape.Shape;
import tapline.shape.ShapeException;

/// A contiguous, row-major array of float32 or float64 numbers with a shape. Signals are laid out
/// `[batch, channels, length]`.
///
/// Operations return new tensors and leave their operands alone. Two tensors share their elements only where the
/// documentation says so ([#wrap], [#reshape], [#floats], [#detach], ...): what is written to the array of
/// one is then seen in the other. A tensor whose array nobody writes to may be read by any number of threads.
///
/// `equals` is identity; [#equal] and [#allClose] compare the elements.
public final class Tensor {
    private final Shape shape;
    private final float[] floats;
    private final double[] doubles;
    private final History history;

    private Tensor(Shape shape, float[] floats, double[] doubles, History history) {
        this.shape = shape;
        this.floats = floats;
        this.doubles = doubles;
        this.history = history;
    }

    // ---- making ----

    /// A float32 tensor `[n]` of these numbers. The array is copied.
    public static Tensor of(float... values) {
        return wrap(values.clone(), values.length);
    }

    /// A float64 tensor `[n]` of these numbers. The array is copied.
    public static Tensor of(double... values) {
        return wrap(values.clone(), values.length);
    }

    /// A tensor of nested arrays, such as `float[][][]` for `[batch, channels, length]`. The arrays are copied.
    ///
    /// @param nested `float` (giving float32) or `double` (giving float64) arrays in arrays, to any depth
    /// @throws ShapeException if they are not rectangular
    public static Tensor of(Object[] nested) {
        return NestedArrays.flatten(nested);
    }

    /// A float32 tensor of rank 0.
    public static Tensor scalar(float value) {
        return wrap(new float[] {value});
    }

    /// A float64 tensor of rank 0.
    public static Tensor scalar(double value) {
        return wrap(new double[] {value});
    }

    /// A float32 tensor of these elements without a copy: tensor and array are the same memory.
    ///
    /// @param elements row-major, as many as the shape has. *Kept*
    /// @throws ShapeException if there are more or fewer
    public static Tensor wrap(float[] elements, int... shape) {
        return new Tensor(checked(Shape.of(shape), elements.length), elements, null, null);
    }

    /// A float64 tensor of these elements without a copy: tensor and array are the same memory.
    ///
    /// @param elements row-major, as many as the shape has. *Kept*
    /// @throws ShapeException if there are more or fewer
    public static Tensor wrap(double[] elements, int... shape) {
        return new Tensor(checked(Shape.of(shape), elements.length), null, elements, null);
    }

    private static Shape checked(Shape shape, int elements) {
        if (shape.elements() != elements) {
            throw new ShapeException("shape '" + shape.toList() + "' is invalid for input of size " + elements);
        }
        return shape;
    }

    /// Zeros, float32.
    public static Tensor zeros(int... shape) {
        return zeros(DType.FLOAT32, shape);
    }

    /// Zeros.
    public static Tensor zeros(DType dtype, int... shape) {
        return zeros(dtype, Shape.of(shape));
    }

    static Tensor zeros(DType dtype, Shape shape) {
        return dtype == DType.FLOAT32
                ? new Tensor(shape, new float[shape.elements()], null, null)
                : new Tensor(shape, null, new double[shape.elements()], null);
    }

    /// For the result of an operation, which writes all of it: garbage at first where a [StepMemory] lends memory to
    /// what goes on the tape, or a [Workspace] to what does not.
    ///
    /// @param operands null for none
    static Tensor result(DType dtype, Shape shape, Tensor... operands) {
        return result(dtype, shape, Node.isWanted(operands));
    }

    private static Tensor result(DType dtype, Shape shape, boolean isTaped) {
        if (dtype != DType.FLOAT32) {
            return zeros(dtype, shape);
        }
        int length = shape.elements();
        return new Tensor(shape, isTaped ? StepMemory.array(length) : Workspace.result(length), null, null);
    }

    /// For the result of an operation on elements alone, of the operands' shape; it may be an operand's memory.
    static Tensor resultOver(Tensor x, Tensor... others) {
        boolean isTaped = Node.isWanted(x) || Node.isWanted(others);
        if (isTaped || x.dtype() != DType.FLOAT32) {
            return result(x.dtype(), x.shape, isTaped);
        }
        float[][] operands = new float[others.length + 1][];
        operands[0] = x.floats;
        for (int i = 0; i < others.length; i++) {
            operands[i + 1] = others[i].floats;
        }
        return new Tensor(x.shape, Workspace.resultOver(operands), null, null);
    }

    /// Ones, float32.
    public static Tensor ones(int... shape) {
        return full(1, DType.FLOAT32, shape);
    }

    /// The same number everywhere, float32.
    public static Tensor full(double value, int... shape) {
        return full(value, DType.FLOAT32, shape);
    }

    /// The same number everywhere.
    public static Tensor full(double value, DType dtype, int... shape) {
        return zeros(dtype, shape).map(zero -> value);
    }

    /// `0, 1, ...` below `end`, float32.
    public static Tensor arange(double end) {
        return arange(0, end, 1);
    }

    /// `start, start + step, ...` before `end`, float32: `ceil((end - start) / step)` numbers.
    ///
    /// @throws ShapeException if `end` is not in the direction of `step`
    public static Tensor arange(double start, double end, double step) {
        return Ranges.arange(start, end, step);
    }

    /// Random numbers, uniform in `[0, 1)`, float32, drawn from [Generator#shared].
    public static Tensor rand(int... shape) {
        return Generator.shared().rand(shape);
    }

    /// Random numbers, normal with mean 0 and variance 1, float32, drawn from [Generator#shared].
    public static Tensor randn(int... shape) {
        return Generator.shared().randn(shape);
    }

    // ---- asking ----

    /// The sizes of all dimensions.
    public Shape shape() {
        return shape;
    }

    /// The size of dimension `dim`; negative dimensions count from the end.
    public int size(int dim) {
        return shape.size(dim);
    }

    /// The type of the elements.
    public DType dtype() {
        return floats != null ? DType.FLOAT32 : DType.FLOAT64;
    }

    /// The elements themselves, row-major: the array is this tensor's memory, not a copy.
    ///
    /// @throws DTypeException if this is not a float32 tensor
    public float[] floats() {
        if (floats == null) {
            throw new DTypeException("expected scalar type Float but found Double");
        }
        return floats;
    }

    /// The elements themselves, row-major: the array is this tensor's memory, not a copy.
    ///
    /// @throws DTypeException if this is not a float64 tensor
    public double[] doubles() {
        if (doubles == null) {
            throw new DTypeException("expected scalar type Double but found Float");
        }
        return doubles;
    }

    /// The element at these indices, one for each dimension; negative indices count from the end.
    public double get(int... index) {
        if (index.length != shape.rank()) {
            throw new ShapeException("expected " + shape.rank() + " indices for a tensor of size " + shape.toList()
                    + ", but got " + Arrays.toString(index));
        }
        int flat = 0;
        for (int dim = 0; dim < index.length; dim++) {
            flat = flat * shape.size(dim) + Parts.position(this, dim, index[dim]);
        }
        return element(flat);
    }

    /// The only element, of whatever rank the tensor is.
    ///
    /// @throws ShapeException if there is not exactly one
    public double item() {
        if (shape.elements() != 1) {
            throw new ShapeException("a Tensor with " + shape.elements() + " elements cannot be converted to Scalar");
        }
        return element(0);
    }

    /// Element `flat` in row-major order, unchecked but for the array's own bounds.
    double element(int flat) {
        return floats != null ? floats[flat] : doubles[flat];
    }

    /// Sets element `flat` in row-major order, rounded to the element type.
    void setElement(int flat, double value) {
        if (floats != null) {
            floats[flat] = (float) value;
        } else {
            doubles[flat] = value;
        }
    }

    // ---- gradients ----

    /// Whether gradients flow to this tensor: it is a leaf that wants them, such as the parameter of a layer, or
    /// was computed of one.
    public boolean requiresGrad() {
        return history != null;
    }

    /// A leaf that shares this tensor's elements, with gradients wanted or not; this tensor where that is so
    /// already.
    ///
    /// @throws IllegalStateException if none are wanted, but this tensor was computed of one that wants them
    public Tensor requiresGrad(boolean wanted) {
        if (wanted == requiresGrad()) {
            return this;
        }
        if (history instanceof Node) {
            throw new IllegalStateException("you can only change requires_grad flags of leaf variables. If you want "
                    + "to use a computed variable in a subgraph that doesn't require differentiation use "
                    + "var_no_grad = var.detach().");
        }
        return with(wanted ? new Leaf() : null);
    }

    /// Whether this tensor was made by the user, not computed of one that wants gradients.
    public boolean isLeaf() {
        return !(history instanceof Node);
    }

    /// This tensor, sharing its elements, without memory of how it was computed: no gradient flows through it.
    public Tensor detach() {
        return history == null ? this : with(null);
    }

    /// What [#backward()] has gathered for this leaf so far; nothing before, and for tensors that are not leaves.
    public Optional<Tensor> grad() {
        return history instanceof Leaf leaf ? Optional.ofNullable(leaf.grad()) : Optional.empty();
    }

    /// Forgets the gradient of this leaf.
    public void zeroGrad() {
        setGrad(null);
    }

    /// Replaces the gradient of this leaf, as clipping does.
    ///
    /// @param gradient of this tensor's shape and type, or null for none. *Kept*
    /// @throws IllegalStateException if this is not a leaf that wants gradients
    public void setGrad(Tensor gradient) {
        if (!(history instanceof Leaf leaf)) {
            throw new IllegalStateException("expected a leaf that requires grad");
        }
        leaf.set(gradient == null ? null : Backward.checked(gradient, this));
    }

    /// These elements as the next value of `leaf`: the gradient that the leaf has gathered is this tensor's, too.
    ///
    /// @param leaf of this tensor's shape and type
    /// @throws ShapeException if its shape is another
    /// @throws DTypeException if its type is another
    /// @throws IllegalStateException if it was computed of others
    public Tensor asValueOf(Tensor leaf) {
        if (!leaf.isLeaf()) {
            throw new IllegalStateException("expected a leaf, but got the result of an operation");
        }
        if (!shape.equals(leaf.shape)) {
            throw new ShapeException("expected a value of shape " + leaf.shape + ", but got " + shape);
        }
        if (dtype() != leaf.dtype()) {
            throw new DTypeException("expected a value of type " + leaf.dtype() + ", but got " + dtype());
        }
        return with(leaf.history);
    }

    /// Adds to the gradient of each leaf that this number was computed of.
    ///
    /// @throws ShapeException if this is not a single number
    /// @throws IllegalStateException if no gradient is wanted, or the way back was walked before
    public void backward() {
        Backward.run(this, null, false);
    }

    /// Adds to the gradient of each leaf, given the gradient of what is wanted with respect to this tensor.
    ///
    /// @param gradient of this tensor's shape and type
    /// @throws ShapeException if its shape is another
    /// @throws IllegalStateException if no gradient is wanted, or the way back was walked before
    public void backward(Tensor gradient) {
        Backward.run(this, gradient, false);
    }

    /// The same, and keeps what is needed to walk back once more.
    public void backwardRetainingGraph(Tensor gradient) {
        Backward.run(this, gradient, true);
    }

    History history() {
        return history;
    }

    Tensor with(History history) {
        return new Tensor(shape, floats, doubles, history);
    }

    // ---- other shapes ----

    /// The same elements, shared, in another shape; one size may be -1 and is worked out.
    ///
    /// @throws ShapeException if the number of elements differs, or -1 stands twice
    public Tensor reshape(int... sizes) {
        return Reshape.reshape(this, sizes);
    }

    /// The same elements, shared, without dimension `dim` if its size is 1.
    public Tensor squeeze(int dim) {
        return Reshape.squeeze(this, dim);
    }

    /// The same elements, shared, with a dimension of size 1 before dimension `dim`; -1 is after the last.
    public Tensor unsqueeze(int dim) {
        return Reshape.unsqueeze(this, dim);
    }

    /// With two dimensions exchanged, copied.
    public Tensor transpose(int dim0, int dim1) {
        return Reshape.transpose(this, dim0, dim1);
    }

    /// The same elements in a shape of as many, without checks.
    Tensor as(Shape other) {
        return new Tensor(other, floats, doubles, history);
    }

    /// Tensors put one behind the other along dimension `dim`; all other sizes agree.
    ///
    /// @throws ShapeException if they don't, or there is no tensor
    public static Tensor cat(List<Tensor> parts, int dim) {
        return Join.cat(parts, dim);
    }

    /// The part from `start` up to, not including, `end` of dimension `dim`, copied. Negative bounds count from the
    /// end and bounds beyond it are cut, as in Python: `x.slice(2, 0, -2)` drops the last two samples.
    ///
    /// @throws IndexOutOfBoundsException if there is no such dimension
    public Tensor slice(int dim, int start, int end) {
        return slice(dim, start, end, 1);
    }

    /// Every `step`-th element from `start` up to, not including, `end` of dimension `dim`, copied.
    ///
    /// @throws ShapeException if the step is not positive
    /// @throws IndexOutOfBoundsException if there is no such dimension
    public Tensor slice(int dim, int start, int end, int step) {
        return Parts.slice(this, dim, start, end, step);
    }

    /// The elements at `index` of dimension `dim`, copied: a tensor without that dimension. Negative indices count
    /// from the end.
    ///
    /// @throws IndexOutOfBoundsException if there is no such dimension or index
    public Tensor select(int dim, int index) {
        return Parts.select(this, dim, index);
    }

    /// All windows of `size` elements along dimension `dim`, `step` apart, as a last dimension of their own,
    /// copied: `[batch, channels, length]` becomes `[batch, channels, windows, size]`, where
    /// `windows = floor((length - size) / step) + 1`.
    ///
    /// @throws ShapeException if a window is longer than the dimension, or the step is not positive
    /// @throws IndexOutOfBoundsException if there is no such dimension
    public Tensor unfold(int dim, int size, int step) {
        return Unfold.forward(this, dim, size, step);
    }

    /// The elements, for copies that do not care for their type.
    Object array() {
        return floats != null ? floats : doubles;
    }

    /// A tensor of the same elements in memory of its own.
    public Tensor copy() {
        Tensor copied = floats != null
                ? new Tensor(shape, floats.clone(), null, null)
                : new Tensor(shape, null, doubles.clone(), null);
        return Node.record("CloneBackward0", copied, Edge.to(this, g -> g));
    }

    /// This tensor in another element type; itself where it has that type already.
    public Tensor to(DType dtype) {
        if (dtype == dtype()) {
            return this;
        }
        DType own = dtype();
        return Node.record("ToCopyBackward0", Elementwise.converted(this, dtype), Edge.to(this, g -> g.to(own)));
    }

    // ---- arithmetic ----

    /// The sums of pairs of elements; shapes are matched as [#zip] does.
    public Tensor add(Tensor other) {
        return Arithmetic.add(this, other);
    }

    /// `value` added to each element.
    public Tensor add(double value) {
        return Arithmetic.add(this, value);
    }

    /// The differences of pairs of elements; shapes are matched as [#zip] does.
    public Tensor sub(Tensor other) {
        return Arithmetic.sub(this, other);
    }

    /// `value` subtracted from each element.
    public Tensor sub(double value) {
        return Arithmetic.sub(this, value);
    }

    /// The products of pairs of elements; shapes are matched as [#zip] does.
    public Tensor mul(Tensor other) {
        return Arithmetic.mul(this, other);
    }

    /// Each element times `value`.
    public Tensor mul(double value) {
        return Arithmetic.mul(this, value);
    }

    /// The quotients of pairs of elements; shapes are matched as [#zip] does.
    public Tensor div(Tensor other) {
        return Arithmetic.div(this, other);
    }

    /// Each element divided by `value`.
    public Tensor div(double value) {
        return Arithmetic.div(this, value);
    }

    /// Each element with the other sign.
    public Tensor neg() {
        return Arithmetic.neg(this);
    }

    /// The magnitude of each element.
    public Tensor abs() {
        return Arithmetic.abs(this);
    }

    /// e to the power of each element.
    public Tensor exp() {
        return Arithmetic.exp(this);
    }

    /// The natural logarithm of each element.
    public Tensor log() {
        return Arithmetic.log(this);
    }

    /// The square root of each element.
    public Tensor sqrt() {
        return Arithmetic.sqrt(this);
    }

    /// Each element to the power of `exponent`.
    public Tensor pow(double exponent) {
        return Arithmetic.pow(this, exponent);
    }

    /// Each element, or the bound that it is beyond.
    public Tensor clamp(double min, double max) {
        return Arithmetic.clamp(this, min, max);
    }

    /// The product of this matrix `[rows, inner]` and `other`, `[inner, columns]`.
    ///
    /// @throws ShapeException if they are not two matrices of such sizes
    public Tensor matmul(Tensor other) {
        return MatMul.matmul(this, other);
    }

    /// A tensor of `function` of each element. It is called with the element as a double, and its result is rounded
    /// to the element type; for a sum, difference, product, quotient or square root of float32 that is the same as
    /// computing in float32. No gradient flows through it.
    public Tensor map(DoubleUnaryOperator function) {
        return Elementwise.map(this, function);
    }

    /// A tensor of `function` of each pair of elements, computed in double and rounded. Dimensions of size 1 are
    /// repeated to match the other's, as in PyTorch. No gradient flows through it.
    ///
    /// @throws ShapeException if the shapes can't be matched
    /// @throws DTypeException if the element types differ
    public Tensor zip(Tensor other, DoubleBinaryOperator function) {
        return Elementwise.zip(this, other, function);
    }

    // ---- sums ----

    /// The sum of all elements, of rank 0: added up in double in row-major order, then rounded.
    public Tensor sum() {
        return Reductions.sum(this);
    }

    /// The sums along dimension `dim`, which the result lacks: added up in double in ascending order, then rounded.
    public Tensor sum(int dim) {
        return Reductions.sum(this, dim);
    }

    /// The mean of all elements, of rank 0; NaN if there is none.
    public Tensor mean() {
        return Reductions.mean(this);
    }

    /// The means along dimension `dim`, which the result lacks.
    public Tensor mean(int dim) {
        return Reductions.mean(this, dim);
    }

    // ---- comparing ----

    /// Whether `other` has the same shape, element type and elements. NaN equals nothing, and -0.0 equals 0.0.
    public boolean equal(Tensor other) {
        return Elementwise.all(this, other, (x, y) -> x == y);
    }

    /// Whether `other` has the same shape, element type and, within a relative tolerance of 1e-5 and an absolute
    /// one of 1e-8, the same elements: PyTorch's defaults.
    public boolean allClose(Tensor other) {
        return allClose(other, 1e-5, 1e-8);
    }

    /// Whether `other` has the same shape, element type and elements `y` such that
    /// `|x - y| <= absolute + relative * |y|`. Infinities equal themselves, NaN equals nothing.
    public boolean allClose(Tensor other, double relative, double absolute) {
        return Elementwise.all(
                this,
                other,
                (x, y) -> x == y || (Double.isFinite(y) && Math.abs(x - y) <= absolute + relative * Math.abs(y)));
    }

    // ---- printing ----

    /// As PyTorch prints it: `tensor([[[ 3.,  6.,  9.]]])`.
    @Override
    public String toString() {
        return toString(PrintOptions.DEFAULT);
    }

    /// As PyTorch prints it with these options.
    public String toString(PrintOptions options) {
        return new TensorPrinter(options).print(this);
    }

    /// As NumPy prints it with `print`: `[[[ 3.  6.  9.]]]`.
    public String toNumpyString() {
        return NumpyPrinter.str(this);
    }

    /// As NumPy shows it at its prompt: `array([[[ 3.,  6.,  9.]]], dtype=float32)`.
    public String toNumpyRepr() {
        return NumpyPrinter.repr(this);
    }
}
