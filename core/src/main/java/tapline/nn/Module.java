package tapline.nn;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tapline.shape.Shape;
import tapline.stream.Stream;
import tapline.stream.StreamPlan;
import tapline.tensor.DType;
import tapline.tensor.Tensor;

/// A layer, or a network of layers: maps a tensor to a tensor, with parameters of its own and those of its parts.
///
/// A module is not changed by running it, but for the running statistics of norms in training. Subclasses register
/// their parameters and parts in their constructor, in PyTorch's order and under PyTorch's names, and implement
/// [#forward].
public abstract class Module {
    private final Map<String, Parameter> parameters = new LinkedHashMap<>();
    private final Map<String, Buffer> buffers = new LinkedHashMap<>();
    private final Map<String, Module> children = new LinkedHashMap<>();
    private volatile boolean training = true;

    /// A module without parameters or parts, for now.
    protected Module() {}

    /// Applies this module.
    public abstract Tensor forward(Tensor input);

    /// Applies this module as a part of another: the same as [#forward], but a [ModuleSummary] sees it.
    public final Tensor call(Tensor input) {
        Tensor output = forward(input);
        ModuleTrace.record(this, input, output);
        return output;
    }

    /// How many products an input of such a shape is worth to this module alone, without its parts; 0, if not
    /// said.
    ///
    /// @param output the shape of the result
    protected long multiplyAdds(Shape input, Shape output) {
        return 0;
    }

    /// Makes a parameter of this module.
    ///
    /// @throws IllegalArgumentException if the name is empty, has a dot, or is taken
    protected final Parameter register(String name, Tensor value) {
        checkName(name);
        Parameter parameter = new Parameter(name, value);
        parameters.put(name, parameter);
        return parameter;
    }

    /// Makes a tensor part of this module's state that is not learned.
    ///
    /// @throws IllegalArgumentException if the name is empty, has a dot, or is taken
    protected final Buffer registerBuffer(String name, Tensor value) {
        checkName(name);
        Buffer buffer = new Buffer(name, value);
        buffers.put(name, buffer);
        return buffer;
    }

    /// Makes `child` a part of this module.
    ///
    /// @throws IllegalArgumentException if the name is empty, has a dot, or is taken
    protected final <M extends Module> M register(String name, M child) {
        checkName(name);
        children.put(name, child);
        return child;
    }

    private void checkName(String name) {
        if (name.isEmpty() || name.contains(".")) {
            throw new IllegalArgumentException("a name of one word without a dot is expected, but got '" + name + "'");
        }
        if (parameters.containsKey(name) || buffers.containsKey(name) || children.containsKey(name)) {
            throw new IllegalArgumentException("attribute '" + name + "' already exists");
        }
    }

    /// The parameters of this module and, after them, of its parts; one that parts share is listed once.
    public final List<Parameter> parameters() {
        return namedParameters().values().stream().distinct().toList();
    }

    /// The parameters by their full names (`conv1d.weight`), this module's first, then those of its parts.
    public final Map<String, Parameter> namedParameters() {
        Map<String, Parameter> named = new LinkedHashMap<>(parameters);
        children.forEach((name, child) ->
                child.namedParameters().forEach((inner, parameter) -> named.put(name + "." + inner, parameter)));
        return named;
    }

    /// The parts of this module, by name.
    public final Map<String, Module> namedChildren() {
        return new LinkedHashMap<>(children);
    }

    /// All that [#loadStateDict] needs to make a module of the same build equal to this one: parameters and buffers
    /// by their full names, as PyTorch names them. The tensors are the module's own, not copies.
    public final Map<String, Tensor> stateDict() {
        Map<String, Tensor> state = new LinkedHashMap<>();
        parameters.forEach(
                (name, parameter) -> state.put(name, parameter.tensor().detach()));
        buffers.forEach((name, buffer) -> state.put(name, buffer.tensor()));
        children.forEach(
                (name, child) -> child.stateDict().forEach((inner, tensor) -> state.put(name + "." + inner, tensor)));
        return state;
    }

    /// Takes over a state, copied, and converted to the types that this module has. Nothing changes if anything
    /// doesn't fit.
    ///
    /// @param state tensors by the names of [#stateDict], all of them and no others
    /// @throws StateDictException naming all that are missing, unexpected, or of another shape
    public final void loadStateDict(Map<String, Tensor> state) {
        Map<String, Tensor> adapted = new LinkedHashMap<>(state);
        adaptAll("", adapted);
        new StateLoader(this, adapted).load();
    }

    /// Changes a state that is to be loaded, where other versions have other names: adds what they lack, renames
    /// what they call differently. Nothing, if not said.
    ///
    /// @param prefix of the names of this module: `network.0.`
    /// @param state of the whole network. *Modified*
    protected void adaptState(String prefix, Map<String, Tensor> state) {}

    final void adaptAll(String prefix, Map<String, Tensor> state) {
        adaptState(prefix, state);
        children.forEach((name, child) -> child.adaptAll(prefix + name + ".", state));
    }

    final void setState(String prefix, Map<String, Tensor> state) {
        parameters.forEach((name, parameter) -> parameter.set(state.get(prefix + name)));
        buffers.forEach((name, buffer) -> buffer.set(state.get(prefix + name)));
        children.forEach((name, child) -> child.setState(prefix + name + ".", state));
    }

    /// Makes this module and its parts behave as in training, as they do when new: dropout drops, batch norms use
    /// the batch's own mean.
    public final Module train() {
        return training(true);
    }

    /// Makes this module and its parts behave as in use.
    public final Module eval() {
        return training(false);
    }

    private Module training(boolean on) {
        training = on;
        children.values().forEach(child -> child.training(on));
        return this;
    }

    /// Whether this module behaves as in training.
    public final boolean isTraining() {
        return training;
    }

    /// Forgets the gradients of all parameters.
    public final void zeroGrad() {
        for (Parameter parameter : parameters()) {
            if (parameter.tensor().requiresGrad()) {
                parameter.tensor().zeroGrad();
            }
        }
    }

    /// This module on a live signal: takes frames in pieces of any length, and gives in all what [#forward] gives
    /// for the whole signal, in every bit. Its weights are those of now.
    ///
    /// @throws UnsupportedOperationException if it has a part that can't work on a live signal
    public final Stream stream() {
        return streamPlan().start();
    }

    /// What many streams of this module have in common, its weights among it: made once, it starts each of them.
    ///
    /// @throws UnsupportedOperationException naming a part that can't work on a live signal, and where it is
    /// @throws tapline.shape.ShapeException if channels of parts do not go together
    public final StreamPlan streamPlan() {
        return namingPlaces(StreamPlan.input());
    }

    /// The same on signals of this many channels, for a module that doesn't say itself how many it takes.
    ///
    /// @throws UnsupportedOperationException naming a part that can't work on a live signal, and where it is
    /// @throws tapline.shape.ShapeException if it takes others, or channels of parts do not go together
    public final StreamPlan streamPlan(int channels) {
        return namingPlaces(StreamPlan.identity(channels));
    }

    private StreamPlan namingPlaces(StreamPlan before) {
        try {
            return streamAfter(before);
        } catch (NotStreamedException e) {
            throw e.in(this);
        }
    }

    /// How a live signal goes on through this module.
    ///
    /// @param before what comes before it
    /// @throws UnsupportedOperationException unless a subclass says how
    public StreamPlan streamAfter(StreamPlan before) {
        throw notStreamed("it does not say how");
    }

    /// This module for use only, as it is now: without gradients, and faster. Weight norms are worked out, batch
    /// norms become part of the convolution before them, activations and sums overwrite what nobody else needs, and
    /// the memory between layers is used again. What does not say how it goes on there, such as a module of one's
    /// own without [#inferAfter], runs as it is.
    ///
    /// The bits are those of [#forward], but behind a convolution with a batch norm: there the weight is
    /// `weight * scale`, rounded, and an element differs by at most a few units in the last place of the sum of its
    /// products' magnitudes. Weights are copied or shared: train this module, and make the other one anew.
    ///
    /// @throws IllegalStateException if this module or a part of it behaves as in training
    public final InferenceModule forInference() {
        return InferenceModule.of(this);
    }

    /// What this module makes of a value when it runs for inference; as [#forward] does it, if not said.
    public InferenceValue inferAfter(InferenceValue before) {
        return before.asItIs(this);
    }

    /// The error that says why this module can't work on a live signal.
    protected final UnsupportedOperationException notStreamed(String why) {
        return new NotStreamedException(this, why);
    }

    /// Streams are of float32.
    final void checkStreamed(DType dtype) {
        if (dtype != DType.FLOAT32) {
            throw notStreamed("streams are of float32, and its parameters are not");
        }
    }

    /// What stands between the parentheses of a printed layer.
    protected String extraRepr() {
        return "";
    }

    /// As PyTorch prints it: `Conv1d(1, 1, kernel_size=(3,), stride=(1,))`, parts on indented lines of their own.
    @Override
    public final String toString() {
        StringBuilder text = new StringBuilder(getClass().getSimpleName()).append('(');
        String extra = extraRepr();
        if (children.isEmpty()) {
            return text.append(extra).append(')').toString();
        }
        text.append(extra.isEmpty() ? "" : "\n  " + extra.replace("\n", "\n  "));
        children.forEach((name, child) -> text.append("\n  (")
                .append(name)
                .append("): ")
                .append(child.toString().replace("\n", "\n  ")));
        return text.append("\n)").toString();
    }
}
