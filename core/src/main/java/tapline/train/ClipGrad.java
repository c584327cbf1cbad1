package tapline.train;

import java.util.List;
import java.util.function.UnaryOperator;
import tapline.nn.Parameter;
import tapline.tensor.DType;
import tapline.tensor.Tensor;

/// Bounds on gradients before a step of the optimiser: PyTorch's `torch.nn.utils.clip_grad_*_`. Parameters without
/// a gradient are left out.
public final class ClipGrad {
    private static final double EPS = 1e-6;

    private ClipGrad() {}

    /// Scales all gradients alike, so that together they are no longer than `maxNorm`.
    ///
    /// @return the Euclidean norm of all gradients together before; squares are added up in double, parameter by
    ///     parameter
    public static double norm(List<Parameter> parameters, double maxNorm) {
        double sum = 0;
        for (Parameter parameter : parameters) {
            sum += parameter.grad().map(ClipGrad::squares).orElse(0.0);
        }
        double total = Math.sqrt(sum);
        double factor = Math.min(1, maxNorm / (total + EPS));
        if (factor < 1 || Double.isNaN(factor)) {
            replace(parameters, gradient -> gradient.mul(factor));
        }
        return total;
    }

    /// Bounds each element of each gradient to `[-clip, clip]`.
    public static void value(List<Parameter> parameters, double clip) {
        replace(parameters, gradient -> gradient.clamp(-clip, clip));
    }

    private static void replace(List<Parameter> parameters, UnaryOperator<Tensor> change) {
        for (Parameter parameter : parameters) {
            parameter.grad().ifPresent(gradient -> parameter.tensor().setGrad(change.apply(gradient)));
        }
    }

    private static double squares(Tensor gradient) {
        double sum = 0;
        if (gradient.dtype() == DType.FLOAT32) {
            for (float value : gradient.floats()) {
                sum += (double) value * value;
            }
        } else {
            for (double value : gradient.doubles()) {
                sum += value * value;
            }
        }
        return sum;
    }
}
