package tapline.cli.live;

import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import tapline.nn.Module;
import tapline.stream.StreamPlan;

/// A network on a live signal: one for a single channel on each channel by itself.
///
/// @param net in use, not in training
/// @param forOneChannel whether it takes signals of one channel, and no others
/// @param name what messages call it
public record LiveModule(Module net, boolean forOneChannel, String name) implements LiveNetwork {
    @Override
    public List<String> inputs() {
        return List.of();
    }

    @Override
    public OptionalDouble sampleRate() {
        return OptionalDouble.empty();
    }

    /// @throws IllegalArgumentException if the network is for another number of channels, or has a layer that can't
    ///     work on a live signal
    @Override
    public StreamPlan plan(int channels) {
        try {
            return forOneChannel ? onEach(channels, net.streamPlan(1)) : net.streamPlan(channels);
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }

    private static StreamPlan onEach(int channels, StreamPlan plan) {
        return channels == 1
                ? plan
                : StreamPlan.concatenation(IntStream.range(0, channels)
                        .mapToObj(channel -> StreamPlan.select(channels, channel, channel + 1)
                                .then(plan))
                        .toList());
    }

    /// A channel that has a network of its own, and gives one, keeps its name.
    @Override
    public List<String> outputs(List<String> inputs, int count) {
        return forOneChannel && count == inputs.size() ? inputs : Collections.nCopies(count, "");
    }
}
