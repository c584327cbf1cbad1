package tapline.tensor;

import tapline.shape.Shape;
import tapline.shape.ShapeException;

/// The input of a convolution, batched or not, with the checks that both directions share.
///
/// @param batched its shape as `[batch, channels, length]`
record ConvInput(Tensor input, Tensor weight, Shape batched) {

    /// @param operation PyTorch's name, for the messages
    /// @throws ShapeException if the input isn't of rank 2 or 3, or the weight not of rank 3
    static ConvInput of(Tensor input, Tensor weight, String operation) {
        Shape shape = input.shape();
        if (shape.rank() != 2 && shape.rank() != 3) {
            throw new ShapeException("Expected 2D (unbatched) or 3D (batched) input to " + operation
                    + ", but got input of size: " + shape.toList());
        }
        Shape batched = shape.rank() == 3 ? shape : Shape.of(1, shape.size(0), shape.size(1));
        int rank = weight.shape().rank();
        if (rank < 3) {
            throw new ShapeException("weight should have at least three dimensions");
        }
        if (rank > 3) {
            throw new ShapeException("Expected " + rank + "-dimensional input for " + rank + "-dimensional weight "
                    + weight.shape().toList() + ", but got 3-dimensional input of size " + batched.toList()
                    + " instead");
        }
        return new ConvInput(input, weight, batched);
    }

    int batch() {
        return batched.size(0);
    }

    int channels() {
        return batched.size(1);
    }

    int length() {
        return batched.size(2);
    }

    /// The shape of the result, batched as the input is.
    Shape outputShape(int channels, int length) {
        return input.shape().rank() == 3 ? Shape.of(batch(), channels, length) : Shape.of(channels, length);
    }

    void checkOutput(Tensor output, int channels, int length) {
        Shape expected = outputShape(channels, length);
        if (!output.shape().equals(expected)) {
            throw new ShapeException("expected an output of size " + expected.toList() + ", but got "
                    + output.shape().toList());
        }
        checkType("output", output);
    }

    /// Signals without a sample have nothing to convolve, however much padding there is; batches without a signal
    /// give batches without a signal.
    void checkSamples() {
        if (length() == 0 && batch() > 0 && channels() > 0) {
            throw new ShapeException(
                    "Only zero batch or zero channel inputs are supported, but got input shape: " + batched.toList());
        }
    }

    void checkBias(Tensor bias, String given, long channels) {
        if (bias != null && (bias.shape().rank() != 1 || bias.size(0) != channels)) {
            throw new ShapeException(
                    given + weight.shape().toList() + ", expected bias to be 1-dimensional with " + channels
                            + " elements, but got bias of size " + bias.shape().toList() + " instead");
        }
    }

    void checkTypes(Tensor weight, Tensor bias) {
        if (bias != null) {
            checkType("bias", bias);
        }
        checkType("weight", weight);
    }

    private void checkType(String name, Tensor parameter) {
        if (parameter.dtype() != input.dtype()) {
            throw new DTypeException("Input type (" + input.dtype().scalarName() + ") and " + name + " type ("
                    + parameter.dtype().scalarName() + ") should be the same");
        }
    }

    /// @throws ShapeException if the groups can't share the weight's first dimension
    void checkGroups(int groups) {
        Shape weight = this.weight.shape();
        if (weight.size(0) < groups) {
            throw new ShapeException("Given groups=" + groups + ", expected weight to be at least " + groups
                    + " at dimension 0, but got weight of size " + weight.toList() + " instead");
        }
        if (weight.size(0) % groups != 0) {
            throw new ShapeException("Given groups=" + groups + ", expected weight to be divisible by " + groups
                    + " at dimension 0, but got weight of size [" + weight.toList() + "] instead");
        }
    }
}
