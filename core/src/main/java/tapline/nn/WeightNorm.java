package tapline.nn;

import java.util.LinkedHashMap;
import java.util.Map;
import tapline.shape.Shape;
import tapline.tensor.DType;
import tapline.tensor.Functional;
import tapline.tensor.GradMode;
import tapline.tensor.Tensor;

/// A weight that is learned as magnitude and direction, `g * v / ||v||` for each index of its first dimension
/// (Salimans and Kingma, "Weight Normalization", 2016): PyTorch's `weight_norm`.
///
/// The parameters are named `weight_g`, `[rows, 1, ...]`, and `weight_v`, of the weight's shape. States with the
/// newer names, `parametrizations.weight.original0` and `original1`, can be loaded, too. Thread-safe.
public final class WeightNorm implements Weight {
    private static final String G = "weight_g";
    private static final String V = "weight_v";
    private static final String NEWER = "parametrizations.weight.original";

    private final Parameter g;
    private final Parameter v;

    private WeightNorm(Parameter g, Parameter v) {
        this.g = g;
        this.v = v;
    }

    /// Makes `weight`, of this magnitude and direction, part of `module`.
    static WeightNorm register(Module module, Tensor weight) {
        Parameter g = module.register(G, Functional.normExceptDim(weight, 0));
        return new WeightNorm(g, module.register(V, weight));
    }

    /// The magnitudes, `[rows, 1, ...]`.
    public Parameter g() {
        return g;
    }

    /// The directions, of the weight's shape.
    public Parameter v() {
        return v;
    }

    /// The weight, worked out anew; gradients flow to both parameters.
    @Override
    public Tensor tensor() {
        return Functional.weightNorm(v.tensor(), g.tensor(), 0);
    }

    @Override
    public Shape shape() {
        return v.shape();
    }

    @Override
    public DType dtype() {
        return v.dtype();
    }

    /// A state without weight norm: in place of each pair `weight_g` and `weight_v`, or of the newer names, the
    /// `weight` that they make. It fits a network of the same build without weight norm, with the same results in
    /// every bit.
    ///
    /// @param state of a network. *Not modified*
    /// @throws tapline.shape.ShapeException if the shapes of a pair do not go together
    public static Map<String, Tensor> fold(Map<String, Tensor> state) {
        Map<String, Tensor> folded = new LinkedHashMap<>();
        state.forEach((name, tensor) -> {
            int end = name.contains(NEWER) ? name.lastIndexOf(NEWER) : name.lastIndexOf('.') + 1;
            String layer = name.substring(0, end);
            if (name.equals(layer + G) && state.containsKey(layer + V)) {
                folded.put(layer + "weight", folded(tensor, state.get(layer + V)));
            } else if (name.equals(layer + NEWER + 0) && state.containsKey(layer + NEWER + 1)) {
                folded.put(layer + "weight", folded(tensor, state.get(layer + NEWER + 1)));
            } else if (!(name.equals(layer + V) && state.containsKey(layer + G))
                    && !(name.equals(layer + NEWER + 1) && state.containsKey(layer + NEWER + 0))) {
                folded.put(name, tensor);
            }
        });
        return folded;
    }

    /// Magnitudes belong to the dimension in which they have sizes like the weight.
    private static Tensor folded(Tensor g, Tensor v) {
        int dim = 0;
        while (dim + 1 < v.shape().rank() && g.shape().rank() == v.shape().rank() && g.size(dim) != v.size(dim)) {
            dim++;
        }
        int of = dim;
        return GradMode.noGrad(() -> Functional.weightNorm(v, g, of));
    }

    /// Gives what newer versions of PyTorch write the names that this layer has.
    static void adaptState(String prefix, Map<String, Tensor> state) {
        rename(state, prefix + NEWER + 0, prefix + G);
        rename(state, prefix + NEWER + 1, prefix + V);
    }

    private static void rename(Map<String, Tensor> state, String from, String to) {
        if (state.containsKey(from) && !state.containsKey(to)) {
            state.put(to, state.remove(from));
        }
    }
}
