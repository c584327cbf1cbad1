package tapline.onnx;

import java.util.Arrays;
import java.util.Optional;
import tapline.shape.Shape;

/// Arithmetic on shapes, done once when a model is read. A file may ask for as much as it likes, so what would be
/// large is left for a run: all that is folded takes no more than the file.
final class Folding {
    private static final int LEAST_BUDGET = 1 << 12;
    private static final ScopedValue<Integer> MOST_ELEMENTS = ScopedValue.newInstance();

    private int budget;

    /// @param fileBytes the size of the model
    Folding(int fileBytes) {
        budget = Math.max(LEAST_BUDGET, fileBytes / Long.BYTES);
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
        try {
            Value[] results = ScopedValue.where(MOST_ELEMENTS, budget).call(() -> step.run(new Inputs(inputs)));
            for (Value result : results) {
                budget -= result == null || inputs.length == 0
                        ? 0
                        : result.shape().elements();
            }
            return budget < 0 ? Optional.empty() : Optional.of(results);
        } catch (TooLarge | IllegalArgumentException | IndexOutOfBoundsException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    /// Ends the folding of a step, if one is being folded, that is about to make too much.
    static void check(Shape shape) {
        if (MOST_ELEMENTS.isBound() && shape.elements() > MOST_ELEMENTS.get()) {
            throw new TooLarge();
        }
    }
}
