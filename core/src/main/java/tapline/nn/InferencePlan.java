package tapline.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tapline.kernel.Workspace;
import tapline.tensor.DType;
import tapline.tensor.Tensor;

/// The steps of a network in the order in which they run. Value 0 is the network's input, value `i + 1` what step
/// `i` makes. A value whose memory is the plan's own is overwritten by the last step that reads it, or goes back to
/// the workspace behind it.
///
/// Immutable, and so thread-safe.
final class InferencePlan {
    /// A step, and the numbers of the values that it takes.
    private record Placed(InferenceStep step, List<Integer> operands) {}

    private final List<Placed> steps;
    private final int result;
    /// Of each value, the last step that reads it; -1 where none does.
    private final int[] lastReader;
    private final boolean[] isOwn;

    private InferencePlan(List<Placed> steps, int result) {
        this.steps = List.copyOf(steps);
        this.result = result;
        lastReader = new int[steps.size() + 1];
        isOwn = new boolean[steps.size() + 1];
        Arrays.fill(lastReader, -1);
        lastReader[result] = steps.size();
        for (int i = 0; i < steps.size(); i++) {
            isOwn[i + 1] = steps.get(i).step().isAlone();
        }
        for (int i = steps.size() - 1; i >= 0; i--) {
            if (isRead(i + 1)) {
                read(steps.get(i), i);
            }
        }
    }

    private void read(Placed placed, int reader) {
        for (int value : placed.operands()) {
            lastReader[value] = Math.max(lastReader[value], reader);
            isOwn[value] &= placed.step().isAlone();
        }
    }

    /// What nobody reads is not computed, such as a convolution whose batch norm made another one of it.
    private boolean isRead(int value) {
        return lastReader[value] >= 0;
    }

    /// Carries out all steps.
    ///
    /// @param workspace has all memory but the result's
    Tensor run(Tensor input, Workspace workspace) {
        Tensor[] values = new Tensor[steps.size() + 1];
        values[0] = input;
        for (int i = 0; i < steps.size(); i++) {
            if (isRead(i + 1)) {
                values[i + 1] = run(i, values, workspace);
                giveBack(i, values, workspace);
            }
        }
        workspace.endComputation();
        return values[result];
    }

    private Tensor run(int index, Tensor[] values, Workspace workspace) {
        Placed placed = steps.get(index);
        List<Tensor> operands = placed.operands().stream().map(v -> values[v]).toList();
        // What others may keep does not go into memory that is used again.
        return placed.step().isAlone()
                ? workspace.run(overwritable(index, values), () -> placed.step().run(operands))
                : placed.step().run(operands);
    }

    private float[] overwritable(int index, Tensor[] values) {
        for (int value : steps.get(index).operands()) {
            if (isDone(value, index) && values[value].dtype() == DType.FLOAT32) {
                return values[value].floats();
            }
        }
        return null;
    }

    private boolean isDone(int value, int index) {
        return isOwn[value] && lastReader[value] == index;
    }

    private void giveBack(int index, Tensor[] values, Workspace workspace) {
        for (int value : steps.get(index).operands()) {
            Tensor operand = values[value];
            if (operand != null && isDone(value, index)) {
                boolean isOverwritten = operand.dtype() == DType.FLOAT32
                        && values[index + 1].dtype() == DType.FLOAT32
                        && operand.floats() == values[index + 1].floats();
                if (operand.dtype() == DType.FLOAT32 && !isOverwritten) {
                    workspace.giveBack(operand.floats());
                }
                values[value] = null;
            }
        }
    }

    /// Collects steps. Not thread-safe.
    static final class Builder {
        private final List<Placed> steps = new ArrayList<>();

        /// The network's input.
        InferenceValue input() {
            return new InferenceValue(this, 0);
        }

        /// What `step` makes of these values.
        InferenceValue add(InferenceStep step, List<InferenceValue> operands) {
            steps.add(new Placed(
                    step, operands.stream().map(value -> value.number(this)).toList()));
            return new InferenceValue(this, steps.size());
        }

        /// The step that makes a value; null of the input.
        InferenceStep maker(InferenceValue value) {
            int number = value.number(this);
            return number == 0 ? null : steps.get(number - 1).step();
        }

        /// What a step takes that takes one value.
        InferenceValue operand(InferenceValue value) {
            return new InferenceValue(
                    this, steps.get(value.number(this) - 1).operands().getFirst());
        }

        InferencePlan build(InferenceValue result) {
            return new InferencePlan(steps, result.number(this));
        }
    }
}
