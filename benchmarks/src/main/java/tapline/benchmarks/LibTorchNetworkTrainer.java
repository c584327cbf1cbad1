package tapline.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/// LibTorch's training steps of a network, with Adam.
final class LibTorchNetworkTrainer implements Trainer {
    private static final double LEARNING_RATE = 1e-3;

    /// A network and its loss, as functions of LibTorch.
    interface Network {
        Tensor loss(Tensor input, Tensor target, LibTorchWeights weights);
    }

    private final PointerScope scope = new PointerScope();
    private final Network network;
    private final Tensor input;
    private final Tensor target;
    private final List<Tensor> weights;
    private final Adam optimizer;
    private final List<float[]> losses = new ArrayList<>();

    LibTorchNetworkTrainer(NetworkData data, Network network, int threads) {
        LibTorch.useThreads(threads);
        this.network = network;
        input = copy(data.input());
        target = copy(data.target());
        weights = data.weights().stream()
                .map(weight -> copy(weight).requires_grad_(true))
                .toList();
        optimizer = new Adam(new TensorVector(weights.toArray(Tensor[]::new)), new AdamOptions(LEARNING_RATE));
    }

    private static Tensor copy(tapline.tensor.Tensor tensor) {
        return LibTorchPeer.tensor(tensor.floats(), tensor.shape().toArray());
    }

    @Override
    public void step() {
        try (PointerScope _ = new PointerScope()) {
            optimizer.zero_grad();
            Tensor loss = network.loss(input, target, new LibTorchWeights(weights));
            loss.backward();
            optimizer.step();
            if (losses.size() < TrainingTask.CHECKED_STEPS) {
                losses.add(new float[] {loss.item_float()});
            }
        }
    }

    @Override
    public List<float[]> outcome() {
        return losses;
    }

    @Override
    public void close() {
        scope.close();
    }
}
