package tapline.onnx;

import java.util.Set;

/// Which of a model's constants are its parameters: those that feed operators that learn. Others, such as a number
/// that something is raised to, are part of how it computes.
final class Roles {
    private static final Set<String> LEARNING = Set.of(
            "Conv",
            "ConvTranspose",
            "CausalConvWithState",
            "Gemm",
            "MatMul",
            "BatchNormalization",
            "InstanceNormalization",
            "LayerNormalization",
            "GroupNormalization",
            "RMSNormalization",
            "PRelu",
            "Add",
            "Sub",
            "Mul",
            "Div");
    private static final int FIRST_STATISTIC = 3;

    private Roles() {}

    /// Whether the constant is learned there, or a statistic beside what is learned.
    static boolean isState(String operator, Value value) {
        return value instanceof Value.Floats && value.shape().rank() > 0 && LEARNING.contains(operator);
    }

    /// Whether the constant is a statistic, gathered in training but not by gradients.
    static boolean isStatistic(String operator, int input) {
        return operator.equals("BatchNormalization") && input >= FIRST_STATISTIC;
    }
}
