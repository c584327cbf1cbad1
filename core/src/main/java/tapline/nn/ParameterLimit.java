package tapline.nn;

import tapline.shape.Shape;
import tapline.shape.ShapeException;

/// How many elements the parameters may have of modules that are made as a file says: a few words can ask for more
/// than there is memory for.
///
/// ```java
/// Module net = ParameterLimit.within(1_000_000, () -> made(description));
/// ```
public final class ParameterLimit {
    private static final ScopedValue<ParameterLimit> CURRENT = ScopedValue.newInstance();

    /// The limit around this one, or null.
    private final ParameterLimit outer;
    private final long most;
    private long left;

    private ParameterLimit(long most, ParameterLimit outer) {
        this.outer = outer;
        this.most = outer == null ? most : Math.min(most, outer.left);
        left = this.most;
    }

    /// Runs `body`, and returns what it returns. A limit around this one holds, too.
    ///
    /// @param most elements of all parameters and buffers, in all, of the modules that are made within
    /// @throws ShapeException from the module that needs more
    public static <T, X extends Throwable> T within(long most, ScopedValue.CallableOp<T, X> body) throws X {
        ParameterLimit outer = CURRENT.isBound() ? CURRENT.get() : null;
        return ScopedValue.where(CURRENT, new ParameterLimit(most, outer)).call(body);
    }

    /// Asks for elements before there is memory for them.
    ///
    /// @param shape of the parameter. *Not modified*
    /// @throws ShapeException if they are too many
    static void claim(int... shape) {
        if (CURRENT.isBound()) {
            CURRENT.get().take(Shape.of(shape));
        }
    }

    private void take(Shape shape) {
        if (shape.elements() > left) {
            throw new ShapeException("expected at most " + most + " elements of parameters in all, but "
                    + shape.toList() + " are more than the " + left + " that are left");
        }
        for (ParameterLimit limit = this; limit != null; limit = limit.outer) {
            limit.left -= shape.elements();
        }
    }
}
