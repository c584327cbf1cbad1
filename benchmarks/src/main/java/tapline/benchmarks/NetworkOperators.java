package tapline.benchmarks;

import tapline.nn.BatchNorm1d;
import tapline.nn.Conv1d;
import tapline.nn.GroupNorm;
import tapline.nn.Linear;
import tapline.nn.PReLU;

/// What a library can do with a value of a network, with the weights of Tapline's layers. Each network is written
/// down once in these words, and so is the same in each library.
///
/// @param <V> the library's value
interface NetworkOperators<V> {
    /// @param layer padded with zeros, perhaps on one side only; weight norm is worked out beforehand
    V conv(V x, Conv1d layer);

    V batchNorm(V x, BatchNorm1d layer);

    /// @param layer of one group
    V groupNorm(V x, GroupNorm layer);

    V relu(V x);

    /// @param layer of one slope
    V prelu(V x, PReLU layer);

    V tanh(V x);

    V sigmoid(V x);

    V add(V x, V y);

    V mul(V x, V y);

    /// The maxima of `width` samples each.
    V maxPool(V x, int width);

    /// The mean over the samples: `[batch, channels]`.
    V mean(V x);

    V linear(V x, Linear layer);

    /// Along the last of two dimensions.
    V logSoftmax(V x);
}
