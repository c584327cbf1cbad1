package tapline.nn;

import java.util.List;
import tapline.stream.StreamPlan;
import tapline.tensor.Tensor;

/// Modules one after the other, named `0`, `1`, ...: PyTorch's `nn.Sequential`.
public final class Sequential extends Module {
    private final List<Module> layers;

    private Sequential(List<Module> layers) {
        this.layers = List.copyOf(layers);
        for (int i = 0; i < layers.size(); i++) {
            register(Integer.toString(i), layers.get(i));
        }
    }

    /// These layers, the first one first.
    public static Sequential of(Module... layers) {
        return new Sequential(List.of(layers));
    }

    /// These layers, the first one first.
    public static Sequential of(List<? extends Module> layers) {
        return new Sequential(List.copyOf(layers));
    }

    /// The layers, the first one first.
    public List<Module> layers() {
        return layers;
    }

    @Override
    public Tensor forward(Tensor input) {
        Tensor current = input;
        for (Module layer : layers) {
            current = layer.call(current);
        }
        return current;
    }

    @Override
    public InferenceValue inferAfter(InferenceValue before) {
        return before.through(layers);
    }

    @Override
    public StreamPlan streamAfter(StreamPlan before) {
        StreamPlan plan = before;
        for (Module layer : layers) {
            plan = layer.streamAfter(plan);
        }
        return plan;
    }
}
