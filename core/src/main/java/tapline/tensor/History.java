package tapline.tensor;

/// How a tensor came to be, as far as gradients care: the place that its gradient flows to.
sealed interface History permits Leaf, Node {}
