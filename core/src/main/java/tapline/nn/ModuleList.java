package tapline.nn;

import java.util.List;
import tapline.stream.StreamPlan;
import tapline.tensor.Tensor;

/// Modules by number, named `0`, `1`, ..., for a module that calls them itself: PyTorch's `nn.ModuleList`.
///
/// @param <M> what they are
public final class ModuleList<M extends Module> extends Module {
    private final List<M> modules;

    private ModuleList(List<M> modules) {
        this.modules = modules;
        for (int i = 0; i < modules.size(); i++) {
            register(Integer.toString(i), modules.get(i));
        }
    }

    /// These modules.
    public static <M extends Module> ModuleList<M> of(List<M> modules) {
        return new ModuleList<>(List.copyOf(modules));
    }

    /// The modules, in order.
    public List<M> modules() {
        return modules;
    }

    /// @throws UnsupportedOperationException always: a list doesn't say in what order its modules are applied
    @Override
    public Tensor forward(Tensor input) {
        throw new UnsupportedOperationException("Module [ModuleList] is missing the required \"forward\" function");
    }

    @Override
    public StreamPlan streamAfter(StreamPlan before) {
        throw notStreamed("a list does not say in what order its modules are applied");
    }
}
