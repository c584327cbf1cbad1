package tapline.onnx;

import java.util.Arrays;
import java.util.Optional;
import tapline.shape.Shape;

/// Arithmetic on shapes, done once when a model is read. A file may ask for as much as it likes, so what would be
/// large is left for a run: all that is folded takes no more memory than the file, and no more time than a few
/// passes over it.
final class Folding {
    private static final int LEAST_BUDGET = 1 << 12;
    private static final long LEAST_WORK = 1 << 22;
    private static final long WORK_PER_BYTE = 64;
    private static final ScopedValue<Long> MOST_ELEMENTS = ScopedValue.newInstance();

    private long elementsLeft;
    /// Each element of an output may look at each one of the inputs.
    private long workLeft;

    /// @param fileBytes the size of the model
    Folding(int fileBytes) {
        elementsLeft = Math.max(LEAST_BUDGET, fileBytes / Long.BYTES);
        workLeft = Math.max(LEAST_WORK, WORK_PER_BYTE * fileBytes);
    }

    private static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooLarge() {
            super(null, null, false, false);
        }
    }

    /// The outputs of a step, if all inputs are integers and the outputs small. Where it can't be done, a run will
    /// tell.
    Optional<Value[]> outputs(Operator.Step step, Value... inputs) {
        if (!Arrays.stream(inputs).allMatch(input -> input == null || input instanceof Value.Integers)) {
            return Optional.empty();
        }
        long seen = Math.max(1, elements(inputs));
        workLeft -= seen;
        if (workLeft < 0) {
            return Optional.empty();
        }
        try {
            long most = Math.min(elementsLeft, workLeft / seen);
            Value[] results = ScopedValue.where(MOST_ELEMENTS, most).call(() -> step.run(new Inputs(inputs)));
            long made = inputs.length == 0 ? 0 : elements(results);
            elementsLeft -= made;
            workLeft -= seen * made;
            return elementsLeft < 0 || workLeft < 0 ? Optional.empty() : Optional.of(results);
        } catch (TooLarge | IllegalArgumentException | IndexOutOfBoundsException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static long elements(Value... values) {
        return Arrays.stream(values)
                .mapToLong(value -> value == null ? 0 : value.shape().elements())
                .sum();
    }

    /// Ends the folding of a step, if one is being folded, that is about to make too much.
    static void check(Shape shape) {
        if (MOST_ELEMENTS.isBound() && shape.elements() > MOST_ELEMENTS.get()) {
            throw new TooLarge();
        }
    }
}
