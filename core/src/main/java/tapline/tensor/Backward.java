package tapline.tensor;

import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.PriorityQueue;
import tapline.shape.ShapeException;

/// The walk back over the tape: operations from the last to the first, each once all gradients of its result are
/// there. The order depends on the tape alone, and so do the bits of every sum of gradients.
final class Backward {
    private final boolean retainGraph;
    private final Map<Node, Tensor> gradients = new IdentityHashMap<>();
    private final GradientArrays arrays = new GradientArrays();
    private final PriorityQueue<Node> ready =
            new PriorityQueue<>(Comparator.comparingLong(Node::order).reversed());

    private Backward(boolean retainGraph) {
        this.retainGraph = retainGraph;
    }

    /// @param gradient of what is wanted with respect to `root`; null for 1, which only a single number can have
    static void run(Tensor root, Tensor gradient, boolean retainGraph) {
        if (!root.requiresGrad()) {
            throw new IllegalStateException("element 0 of tensors does not require grad and does not have a grad_fn");
        }
        if (gradient == null && root.shape().elements() != 1) {
            throw new ShapeException("grad can be implicitly created only for scalar outputs");
        }
        Tensor start = gradient == null ? root.detach().map(x -> 1) : checked(gradient.detach(), root);
        Backward backward = new Backward(retainGraph);
        GradMode.noGrad(() -> backward.arrays.run(() -> backward.walk(root.history(), start)));
    }

    /// `gradient`, if it can be one of `of`.
    static Tensor checked(Tensor gradient, Tensor of) {
        if (!gradient.shape().equals(of.shape())) {
            throw new ShapeException("Mismatch in shape: grad_output[0] has a shape of " + gradient.shape()
                    + " and output[0] has a shape of " + of.shape() + ".");
        }
        if (gradient.dtype() != of.dtype()) {
            throw new DTypeException("expected a gradient of " + of.dtype() + ", but got " + gradient.dtype());
        }
        return gradient;
    }

    private void walk(History root, Tensor start) {
        arrive(root, start, true);
        for (Node node = ready.poll(); node != null; node = ready.poll()) {
            Tensor gradient = gradients.remove(node);
            for (Edge edge : node.edges()) {
                Tensor next = edge.rule().apply(gradient);
                arrive(edge.to(), next, next.array() == gradient.array());
            }
            arrays.letGo(gradient);
            arrays.endStep();
            if (!retainGraph) {
                node.letGo();
            }
        }
    }

    /// @param isShared whether somebody else has the array, too: then a leaf, which keeps its gradient, gets a copy
    private void arrive(History at, Tensor gradient, boolean isShared) {
        switch (at) {
            case Leaf leaf -> {
                if (!isShared) {
                    arrays.giveAway(gradient);
                }
                leaf.add(isShared ? gradient.copy() : gradient);
            }
            case Node node -> {
                arrays.keep(gradient);
                Tensor before = gradients.get(node);
                gradients.put(node, before == null ? gradient : sum(before, gradient));
                if (before == null) {
                    ready.add(node);
                }
            }
        }
    }

    /// The sum of two gradients that are kept, which is kept instead: in the first one's array where nobody else
    /// reads it.
    private Tensor sum(Tensor before, Tensor gradient) {
        if (arrays.isSole(before)) {
            Elementwise.addTo(before, gradient);
            arrays.letGo(gradient);
            return before;
        }
        Tensor sum = before.add(gradient);
        arrays.keep(sum);
        arrays.letGo(before);
        arrays.letGo(gradient);
        return sum;
    }
}
