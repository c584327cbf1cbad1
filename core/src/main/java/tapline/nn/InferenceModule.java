package tapline.nn;

import tapline.kernel.Spares;
import tapline.kernel.Workspace;
import tapline.tensor.GradMode;
import tapline.tensor.Tensor;

/// A network that only runs, faster: made by [Module#forInference], which says what it does.
///
/// Input and output are those of the network. A call allocates little but its result, once a call of the same sizes
/// has run; the memory between its layers is kept, for as many calls at once as there are processors. Thread-safe.
public final class InferenceModule extends Module {
    private final InferencePlan plan;
    private final Spares<Workspace> workspaces = new Spares<>(Workspace::new);

    InferenceModule(InferencePlan plan) {
        this.plan = plan;
        eval();
    }

    static InferenceModule of(Module module) {
        checkInUse("", module);
        InferencePlan.Builder builder = new InferencePlan.Builder();
        InferenceValue result = GradMode.noGrad(() -> module.inferAfter(builder.input()));
        return new InferenceModule(builder.build(result));
    }

    private static void checkInUse(String name, Module module) {
        if (module.isTraining()) {
            throw new IllegalStateException("expected a network in use, but " + (name.isEmpty() ? "it" : name)
                    + " behaves as in training: call eval() first");
        }
        module.namedChildren().forEach((part, child) -> checkInUse(name.isEmpty() ? part : name + "." + part, child));
    }

    /// Without gradients, whatever the input wants.
    @Override
    public Tensor forward(Tensor input) {
        Workspace workspace = workspaces.take();
        Tensor result = GradMode.noGrad(() -> plan.run(input.detach(), workspace));
        workspaces.putBack(workspace);
        return result;
    }
}
