package tapline.nn;

import java.util.IdentityHashMap;
import java.util.Map;
import tapline.shape.Shape;
import tapline.tensor.Tensor;

/// What is seen of a network while it runs: which modules were applied, and the shapes of what came out. Nobody
/// watches unless a [ModuleSummary] is being made, on this thread.
final class ModuleTrace {
    private static final ScopedValue<ModuleTrace> WATCHING = ScopedValue.newInstance();

    private final Map<Module, Seen> seen = new IdentityHashMap<>();

    private ModuleTrace() {}

    /// What is known of one module.
    ///
    /// @param output of its last call
    /// @param multiplyAdds of all its calls, without those of its parts
    record Seen(Shape output, long multiplyAdds) {}

    /// Runs a network, and tells what each module in it did that was applied by [Module#call].
    static Map<Module, Seen> of(Module network, Tensor input) {
        ModuleTrace trace = new ModuleTrace();
        ScopedValue.where(WATCHING, trace).run(() -> network.call(input));
        return trace.seen;
    }

    static void record(Module module, Tensor input, Tensor output) {
        if (WATCHING.isBound()) {
            Seen call = new Seen(output.shape(), module.multiplyAdds(input.shape(), output.shape()));
            WATCHING.get()
                    .seen
                    .merge(module, call, (before, now) -> new Seen(now.output, before.multiplyAdds + now.multiplyAdds));
        }
    }
}
