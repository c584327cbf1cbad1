package tapline.benchmarks;

import java.util.List;
import java.util.function.BinaryOperator;
import tapline.nn.Module;
import tapline.tensor.Tensor;

/// A network with a batch to train it on. LibTorch's begins from the same weights.
///
/// @param network Tapline's
/// @param input of the network
/// @param target what the loss compares with
/// @param loss from the network's output and the target
record NetworkData(Module network, Tensor input, Tensor target, BinaryOperator<Tensor> loss) {
    /// Copies of the parameters, in the order in which the network names them.
    List<Tensor> weights() {
        return network.parameters().stream()
                .map(parameter -> Tensor.wrap(
                        parameter.tensor().floats().clone(),
                        parameter.tensor().shape().toArray()))
                .toList();
    }
}
