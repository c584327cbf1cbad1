package tapline.tensor;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// An operation on the tape: the name that is printed, and the ways back to its operands. What the rules keep for
/// the way back is let go when it has been walked.
final class Node implements History {
    private static final AtomicLong COUNT = new AtomicLong();

    private final String name;
    private final long order = COUNT.getAndIncrement();
    private volatile List<Edge> edges;

    private Node(String name, List<Edge> edges) {
        this.name = name;
        this.edges = edges;
    }

    /// `result` with the memory of how it was computed, if gradients are on and an operand wants one.
    ///
    /// @param name PyTorch's name of the step back, such as `ConvolutionBackward0`
    static Tensor record(String name, Tensor result, Edge... edges) {
        List<Edge> wanted = Stream.of(edges).filter(edge -> edge.to() != null).toList();
        return wanted.isEmpty() || !GradMode.isEnabled() ? result : result.with(new Node(name, wanted));
    }

    /// Whether an operation on these (null for none) is to be remembered: asked first where keeping what the way
    /// back needs costs something.
    static boolean isWanted(Tensor... operands) {
        for (Tensor operand : operands) {
            if (operand != null && operand.requiresGrad()) {
                return GradMode.isEnabled();
            }
        }
        return false;
    }

    String name() {
        return name;
    }

    /// Later operations have higher numbers, so each is above its operands'.
    long order() {
        return order;
    }

    /// @throws IllegalStateException if they were let go
    List<Edge> edges() {
        List<Edge> current = edges;
        if (current == null) {
            throw new IllegalStateException("Trying to backward through the graph a second time (or directly access "
                    + "saved tensors after they have already been freed). Saved intermediate values of the graph are "
                    + "freed when you call .backward() or autograd.grad(). Specify retain_graph=True if you need to "
                    + "backward through the graph a second time or if you need to access saved tensors after calling "
                    + "backward.");
        }
        return current;
    }

    void letGo() {
        edges = null;
    }
}
