package tapline.onnx;

import static tapline.onnx.GraphWriter.integer;
import static tapline.onnx.GraphWriter.number;

import java.util.Arrays;
import java.util.List;
import tapline.nn.Dropout;
import tapline.nn.ELU;
import tapline.nn.Flatten;
import tapline.nn.GELU;
import tapline.nn.GLU;
import tapline.nn.Hardswish;
import tapline.nn.Hardtanh;
import tapline.nn.Identity;
import tapline.nn.LeakyReLU;
import tapline.nn.LogSigmoid;
import tapline.nn.LogSoftmax;
import tapline.nn.Mish;
import tapline.nn.PReLU;
import tapline.nn.ReLU;
import tapline.nn.ReLU6;
import tapline.nn.SELU;
import tapline.nn.SiLU;
import tapline.nn.Sigmoid;
import tapline.nn.Softmax;
import tapline.nn.Softplus;
import tapline.nn.Softsign;
import tapline.nn.Tanh;
import tapline.onnx.LayerScope.Signal;
import tapline.tensor.Tensor;

/// How layers without weights, and activations, become nodes.
final class ActivationLayers {
    private ActivationLayers() {}

    static void addTo(LayerTable table) {
        table.add(Identity.class, (layer, input, scope) -> input);
        table.add(Dropout.class, (layer, input, scope) -> input);
        table.add(ReLU.class, (layer, input, scope) -> scope.unary("Relu", input));
        table.add(SELU.class, (layer, input, scope) -> scope.unary("Selu", input));
        table.add(Sigmoid.class, (layer, input, scope) -> scope.unary("Sigmoid", input));
        table.add(Tanh.class, (layer, input, scope) -> scope.unary("Tanh", input));
        table.add(Softsign.class, (layer, input, scope) -> scope.unary("Softsign", input));
        table.add(Hardswish.class, (layer, input, scope) -> scope.unary("HardSwish", input));
        table.add(ReLU6.class, (layer, input, scope) -> clip(input, 0, 6, scope));
        table.add(Hardtanh.class, (layer, input, scope) -> clip(input, layer.min(), layer.max(), scope));
        table.add(
                LeakyReLU.class,
                (layer, input, scope) -> scope.unary("LeakyRelu", input, number("alpha", layer.negativeSlope())));
        table.add(ELU.class, (layer, input, scope) -> scope.unary("Elu", input, number("alpha", layer.alpha())));
        table.add(SiLU.class, (layer, input, scope) -> scope.binary("Mul", input, scope.unary("Sigmoid", input)));
        table.add(
                Mish.class,
                (layer, input, scope) ->
                        scope.binary("Mul", input, scope.unary("Tanh", scope.unary("Softplus", input))));
        table.add(
                LogSigmoid.class,
                (layer, input, scope) -> scope.unary("Neg", scope.unary("Softplus", scope.unary("Neg", input))));
        table.add(Softplus.class, ActivationLayers::softplus);
        table.add(GELU.class, ActivationLayers::gelu);
        table.add(PReLU.class, ActivationLayers::prelu);
        table.add(Softmax.class, (layer, input, scope) -> scope.unary("Softmax", input, integer("axis", layer.dim())));
        table.add(
                LogSoftmax.class,
                (layer, input, scope) -> scope.unary("LogSoftmax", input, integer("axis", layer.dim())));
        table.add(GLU.class, ActivationLayers::glu);
        table.add(Flatten.class, ActivationLayers::flatten);
    }

    private static Signal clip(Signal input, double min, double max, LayerScope scope) {
        String least = scope.writer().tensor("min", Tensor.full(min, input.dtype()));
        String most = scope.writer().tensor("max", Tensor.full(max, input.dtype()));
        return input.named(scope.node("Clip", List.of(input.name(), least, most)));
    }

    /// The threshold, from where on PyTorch takes the input itself, is where both are the same number.
    private static Signal softplus(Softplus layer, Signal input, LayerScope scope) {
        if (layer.beta() == 1) {
            return scope.unary("Softplus", input);
        }
        Signal bent = scope.unary("Softplus", scope.withNumber("Mul", input, layer.beta()));
        return scope.withNumber("Div", bent, layer.beta());
    }

    private static Signal gelu(GELU layer, Signal input, LayerScope scope) {
        Signal share;
        if (layer.approximate() == GELU.Approximate.NONE) {
            share = scope.unary("Erf", scope.withNumber("Div", input, Math.sqrt(2)));
        } else {
            Signal cube = scope.binary("Mul", input, scope.binary("Mul", input, input));
            Signal sum = scope.binary("Add", input, scope.withNumber("Mul", cube, 0.044715));
            share = scope.unary("Tanh", scope.withNumber("Mul", sum, Math.sqrt(2 / Math.PI)));
        }
        Signal half = scope.withNumber("Mul", input, 0.5);
        return scope.binary("Mul", half, scope.withNumber("Add", share, 1));
    }

    /// One slope for each channel stands along dimension 1.
    private static Signal prelu(PReLU layer, Signal input, LayerScope scope) {
        int slopes = layer.weight().shape().elements();
        String weight = scope.tensor("weight", layer.weight().tensor());
        if (slopes > 1 && input.shape().rank() > 2) {
            long[] sizes = new long[input.shape().rank() - 1];
            Arrays.fill(sizes, 1);
            sizes[0] = slopes;
            weight = scope.node("Reshape", List.of(weight, scope.writer().integers("shape", sizes)));
        }
        return scope.result(scope.node("PRelu", List.of(input.name(), weight)), input);
    }

    private static Signal glu(GLU layer, Signal input, LayerScope scope) {
        int half = input.shape().size(layer.dim()) / 2;
        String sizes = scope.writer().integers("split", half, half);
        List<String> halves =
                scope.writer().nodes("Split", List.of(input.name(), sizes), 2, integer("axis", layer.dim()));
        String gate = scope.node("Sigmoid", List.of(halves.get(1)));
        if (Math.floorMod(layer.dim(), input.shape().rank()) == 2) {
            scope.writer().fixLength();
        }
        return scope.result(scope.node("Mul", List.of(halves.get(0), gate)), input);
    }

    private static Signal flatten(Flatten layer, Signal input, LayerScope scope) {
        int rank = input.shape().rank();
        int from = input.shape().dimension(layer.start());
        int to = input.shape().dimension(layer.end());
        if (from == 0 && rank > 1 && to > 0) {
            throw new IllegalArgumentException(
                    "expected a batch that stays as it is, but " + scope.label() + " flattens it");
        }
        long[] sizes = new long[rank - (to - from)];
        for (int dim = 0; dim < sizes.length; dim++) {
            // 0 stands for the size that the input has there.
            sizes[dim] = dim < from ? 0 : dim == from ? -1 : input.shape().size(dim + to - from);
        }
        if (to < rank - 1) {
            scope.writer().fixLength();
        }
        String shape = scope.writer().integers("shape", sizes);
        return scope.result(scope.node("Reshape", List.of(input.name(), shape)), input);
    }
}
