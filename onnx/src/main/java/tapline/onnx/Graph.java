package tapline.onnx;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import tapline.shape.ShapeException;

/// A checked graph: steps in an order in which each finds its inputs. Values are kept in numbered slots.
///
/// Immutable, and so run by any number of threads.
///
/// @param slots how many there are
/// @param constants what is in a slot before any step; parameters, which may be replaced, among them
/// @param steps in order
/// @param inputs the slot of each input, by name
/// @param outputs the slot of each output, by name, in order
record Graph(
        int slots,
        Map<Integer, Supplier<Value>> constants,
        List<Step> steps,
        Map<String, Integer> inputs,
        Map<String, Integer> outputs) {

    /// One node.
    ///
    /// @param name in messages
    /// @param inputs their slots; -1 where an optional one isn't there
    /// @param outputs their slots; -1 for those that nobody wants
    /// @param last slots that no later step and no output asks for
    record Step(String name, Operator.Step operator, int[] inputs, int[] outputs, int[] last) {
        /// @param values by slot. *Modified*
        void run(Value[] values) {
            Value[] arguments = new Value[inputs.length];
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = inputs[i] < 0 ? null : values[inputs[i]];
            }
            Value[] results = results(arguments);
            for (int i = 0; i < outputs.length; i++) {
                if (outputs[i] >= 0) {
                    values[outputs[i]] = results[i];
                }
            }
            for (int slot : last) {
                values[slot] = null;
            }
        }

        /// @throws ShapeException naming the node, if its inputs don't go together
        private Value[] results(Value... arguments) {
            try {
                return operator.run(new Inputs(arguments));
            } catch (IllegalArgumentException | IndexOutOfBoundsException | ArithmeticException e) {
                ShapeException named = new ShapeException(name + ": " + e.getMessage());
                named.initCause(e);
                throw named;
            }
        }
    }

    /// The outputs' values, in order.
    ///
    /// @param given the inputs' values by slot
    Value[] run(Map<Integer, Value> given) {
        Value[] values = new Value[slots];
        constants.forEach((slot, value) -> values[slot] = value.get());
        given.forEach((slot, value) -> values[slot] = value);
        steps.forEach(step -> step.run(values));
        return outputs.values().stream().map(slot -> values[slot]).toArray(Value[]::new);
    }
}
