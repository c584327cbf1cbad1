package tapline.train;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import tapline.nn.Parameter;
import tapline.tensor.Tensor;

/// Changes parameters along their gradients, step by step: PyTorch's `torch.optim.Optimizer`.
///
/// ```java
/// Optimizer optimizer = SGD.of(net.parameters()).lr(0.1).momentum(0.9).build();
/// optimizer.zeroGrad();
/// loss.forward(net.forward(x), y).backward();
/// optimizer.step();
/// ```
///
/// Parameters without a gradient, such as frozen ones, stay as they are. Each step replaces a parameter's tensor
/// ([Parameter#set]), so a computation that runs meanwhile goes on with the values it began with. Not thread-safe.
public abstract sealed class Optimizer permits SGD, Adam, AdamW, RMSprop, Adagrad {
    private final List<String> stateNames;
    private final double initialState;
    private final boolean maximize;
    private final boolean hasMomentum;
    private final List<ParameterGroup> groups = new ArrayList<>();
    private final Map<Parameter, OptimizerState> states = new LinkedHashMap<>();

    /// @param momentum as [ParameterGroup#momentum], if it makes a difference
    /// @param initialState what the tensors of the state begin with
    Optimizer(OptimizerBuilder<?> options, OptionalDouble momentum, List<String> stateNames, double initialState) {
        this.stateNames = stateNames;
        this.initialState = initialState;
        maximize = options.maximize;
        hasMomentum = momentum.isPresent();
        add(new ParameterGroup(options.parameters, hasMomentum)
                .lr(options.lr)
                .momentum(momentum.orElse(0))
                .weightDecay(options.weightDecay));
    }

    /// No momentum, chosen or not, is none: nothing is kept for it.
    static OptionalDouble momentum(double chosen) {
        return chosen == 0 ? OptionalDouble.empty() : OptionalDouble.of(chosen);
    }

    /// How the parameters of `group` change in step `step`, the first being 1.
    abstract UpdateRule rule(ParameterGroup group, long step);

    /// What is printed of this kind of optimiser alone, by PyTorch's names.
    abstract void describe(ParameterGroup group, Map<String, String> options);

    /// Whether [ParameterGroup#momentum] makes a difference, so that a schedule may vary it.
    final boolean hasMomentum() {
        return hasMomentum;
    }

    /// The groups of parameters; the first is the one that the optimiser was made with.
    public final List<ParameterGroup> groups() {
        return List.copyOf(groups);
    }

    /// Adds parameters with options of their own; those of the first group are what it starts with.
    ///
    /// @throws IllegalArgumentException if there is none, or one is in a group already
    public final ParameterGroup addGroup(List<Parameter> parameters) {
        ParameterGroup first = groups.getFirst();
        return add(new ParameterGroup(parameters, hasMomentum)
                .lr(first.lr())
                .momentum(first.momentum())
                .weightDecay(first.weightDecay()));
    }

    private ParameterGroup add(ParameterGroup group) {
        if (group.parameters().isEmpty()) {
            throw new IllegalArgumentException("optimizer got an empty parameter list");
        }
        Set<Parameter> known = new HashSet<>(parameters());
        for (Parameter parameter : group.parameters()) {
            if (!parameter.tensor().isLeaf()) {
                throw new IllegalArgumentException("can't optimize a non-leaf Tensor");
            }
            if (!known.add(parameter)) {
                throw new IllegalArgumentException("some parameters appear in more than one parameter group");
            }
        }
        groups.add(group);
        return group;
    }

    /// The parameters of all groups, in order.
    public final List<Parameter> parameters() {
        return groups.stream().flatMap(group -> group.parameters().stream()).toList();
    }

    /// Changes each parameter that has a gradient.
    public final void step() {
        for (ParameterGroup group : groups) {
            for (Parameter parameter : group.parameters()) {
                parameter.grad().ifPresent(gradient -> step(group, parameter, gradient));
            }
        }
    }

    private void step(ParameterGroup group, Parameter parameter, Tensor gradient) {
        OptimizerState state =
                states.computeIfAbsent(parameter, key -> OptimizerState.of(key, stateNames, initialState));
        parameter.set(state.apply(rule(group, state.nextStep()), parameter, gradient));
    }

    /// Where the elements of `group` go, with its own weight decay.
    final UpdateRule.Direction direction(ParameterGroup group) {
        return new UpdateRule.Direction(maximize ? -1 : 1, group.weightDecay());
    }

    /// Forgets the gradients of all parameters.
    public final void zeroGrad() {
        for (Parameter parameter : parameters()) {
            if (parameter.tensor().requiresGrad()) {
                parameter.tensor().zeroGrad();
            }
        }
    }

    /// All that [#loadStateDict] needs to go on exactly from here: what is kept for parameter `i` (in the order of
    /// [#parameters]) under PyTorch's names, such as `state.0.exp_avg` and `state.0.step`, and each group's
    /// numbers, such as `param_groups.0.lr`, in float64. The tensors are copies.
    public final Map<String, Tensor> stateDict() {
        Map<String, Tensor> state = new LinkedHashMap<>();
        List<Parameter> parameters = parameters();
        for (int i = 0; i < parameters.size(); i++) {
            OptimizerState kept = states.get(parameters.get(i));
            if (kept != null) {
                kept.store("state." + i + ".", state);
            }
        }
        for (int i = 0; i < groups.size(); i++) {
            ParameterGroup group = groups.get(i);
            state.put("param_groups." + i + ".lr", Tensor.scalar(group.lr()));
            state.put("param_groups." + i + ".momentum", Tensor.scalar(group.momentum()));
            state.put("param_groups." + i + ".weight_decay", Tensor.scalar(group.weightDecay()));
        }
        return state;
    }

    /// Takes over the state of an optimiser of the same kind, for the same parameters. Nothing changes if anything
    /// does not fit.
    ///
    /// @throws IllegalArgumentException naming what is missing, of another shape, out of range, or of a parameter
    ///     that there is not
    public final void loadStateDict(Map<String, Tensor> state) {
        Map<Parameter, OptimizerState> loaded = new LinkedHashMap<>();
        Set<String> known = new HashSet<>();
        List<Parameter> parameters = parameters();
        for (int i = 0; i < parameters.size(); i++) {
            String prefix = "state." + i + ".";
            if (state.containsKey(prefix + "step")) {
                loaded.put(parameters.get(i), OptimizerState.load(parameters.get(i), stateNames, prefix, state));
                known.add(prefix);
            }
        }
        List<ParameterGroup> numbers = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            String prefix = "param_groups." + i + ".";
            numbers.add(new ParameterGroup(groups.get(i).parameters(), hasMomentum)
                    .lr(StateReader.number(state, prefix + "lr"))
                    .momentum(StateReader.number(state, prefix + "momentum"))
                    .weightDecay(StateReader.number(state, prefix + "weight_decay")));
            known.add(prefix);
        }
        StateReader.checkAllUnder(known, state);
        states.clear();
        states.putAll(loaded);
        for (int i = 0; i < groups.size(); i++) {
            ParameterGroup read = numbers.get(i);
            groups.get(i).lr(read.lr()).momentum(read.momentum()).weightDecay(read.weightDecay());
        }
    }

    /// As PyTorch prints it: the kind, and each group's options by name.
    @Override
    public final String toString() {
        StringBuilder text = new StringBuilder(getClass().getSimpleName()).append(" (");
        for (int i = 0; i < groups.size(); i++) {
            text.append("\nParameter Group ").append(i).append('\n');
            options(groups.get(i))
                    .forEach((name, value) -> text.append("    ")
                            .append(name)
                            .append(": ")
                            .append(value)
                            .append('\n'));
        }
        return text.append(')').toString();
    }

    private SortedMap<String, String> options(ParameterGroup group) {
        // What chooses among PyTorch's implementations has no meaning here, and is printed with its default.
        SortedMap<String, String> options = new TreeMap<>(Map.of("differentiable", "False", "foreach", "None"));
        options.put("lr", PythonNumber.repr(group.lr()));
        options.put("maximize", PythonNumber.repr(maximize));
        options.put("weight_decay", PythonNumber.reprOfOption(group.weightDecay()));
        describe(group, options);
        return options;
    }
}
