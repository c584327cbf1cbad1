package tapline.nn;

import tapline.shape.ShapeException;
import tapline.stream.StreamPlan;
import tapline.tensor.Activations;
import tapline.tensor.Generator;
import tapline.tensor.Tensor;

/// In training, makes elements 0 with probability `p` and divides the others by `1 - p`; in use, its input
/// unchanged: PyTorch's `nn.Dropout`. [Activations#dropout] says which elements a generator picks.
///
/// Input and output of any shape. Thread-safe.
public final class Dropout extends Module {
    private final double p;

    /// Null for the one that is shared where the layer runs.
    private final Generator generator;

    /// A layer with PyTorch's default: a probability of 0.5.
    public Dropout() {
        this(0.5);
    }

    /// Drops what [Generator#shared] picks, in the thread that runs it.
    ///
    /// @param p the probability of becoming 0
    /// @throws ShapeException if it is not between 0 and 1
    public Dropout(double p) {
        this(p, Generator.shared());
    }

    /// @param p the probability of becoming 0
    /// @param generator where it is drawn from which elements do; [Generator#shared] means the one
    ///     that is shared where the layer runs
    /// @throws ShapeException if the probability is not between 0 and 1
    public Dropout(double p, Generator generator) {
        if (!(p >= 0 && p <= 1)) {
            throw new ShapeException("dropout probability has to be between 0 and 1, but got " + p);
        }
        this.p = p;
        this.generator = generator == Generator.shared() ? null : generator;
    }

    @Override
    public Tensor forward(Tensor input) {
        return isTraining() ? Activations.dropout(input, p, generator()) : input;
    }

    private Generator generator() {
        return generator == null ? Generator.shared() : generator;
    }

    /// The probability of becoming 0.
    public double p() {
        return p;
    }

    @Override
    public StreamPlan streamAfter(StreamPlan before) {
        if (isTraining() && p > 0) {
            throw notStreamed("in training it drops samples at random: expected eval() first");
        }
        return before;
    }

    @Override
    public InferenceValue inferAfter(InferenceValue before) {
        return before;
    }

    @Override
    protected String extraRepr() {
        return "p=" + PythonNumber.of(p) + ", inplace=False";
    }
}
