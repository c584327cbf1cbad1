package tapline.nn;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import tapline.kernel.ChannelAffine;
import tapline.kernel.ElementFunction;
import tapline.tensor.DType;
import tapline.tensor.PreparedConv1d;
import tapline.tensor.Tensor;

/// One operation of an [InferencePlan]. Immutable.
sealed interface InferenceStep {

    /// Carries it out.
    Tensor run(List<Tensor> operands);

    /// Whether it keeps none of its operands, and nobody else has the memory of its result, so that both may be
    /// used again when no later step needs them.
    default boolean isAlone() {
        return true;
    }

    /// A convolution whose weight is worked out, and what becomes of its results.
    record Conv(PreparedConv1d conv) implements InferenceStep {
        @Override
        public Tensor run(List<Tensor> operands) {
            return conv.forward(operands.getFirst());
        }

        /// Whether more can follow in the same step.
        boolean isOpen() {
            return conv.activation() == null;
        }

        /// The convolution with what follows it: weights and biases are worked out in double, and rounded once.
        Conv followedBy(ChannelAffine affine) {
            Tensor weight = conv.weight();
            double[] weights = weight.to(DType.FLOAT64).doubles().clone();
            double[] biases = affine.shift().clone();
            double[] own = conv.bias() == null
                    ? new double[biases.length]
                    : conv.bias().to(DType.FLOAT64).doubles();
            int terms = weight.shape().stride(0);
            for (int i = 0; i < weights.length; i++) {
                weights[i] *= affine.scale()[i / terms];
            }
            for (int c = 0; c < biases.length; c++) {
                biases[c] += own[c] * affine.scale()[c];
            }
            return new Conv(new PreparedConv1d(
                    Tensor.wrap(weights, weight.shape().toArray()).to(weight.dtype()),
                    Tensor.wrap(biases, biases.length).to(weight.dtype()),
                    conv.options(),
                    null));
        }

        /// The convolution and a function of each of its results.
        Conv followedBy(ElementFunction activation) {
            return new Conv(new PreparedConv1d(conv.weight(), conv.bias(), conv.options(), activation));
        }
    }

    /// A function of one tensor, such as a layer's or a network's forward as it is.
    ///
    /// @param isAlone whether it is a [SingleOperation]
    record Function(UnaryOperator<Tensor> function, boolean isAlone) implements InferenceStep {
        @Override
        public Tensor run(List<Tensor> operands) {
            return function.apply(operands.getFirst());
        }
    }

    /// An operation on pairs of elements.
    record Pairs(BinaryOperator<Tensor> operator) implements InferenceStep {
        @Override
        public Tensor run(List<Tensor> operands) {
            return operator.apply(operands.getFirst(), operands.getLast());
        }
    }

    /// The channels of several tensors, one behind the other.
    record Channels() implements InferenceStep {
        @Override
        public Tensor run(List<Tensor> operands) {
            return Tensor.cat(operands, -2);
        }
    }
}
