package tapline.cli;

import java.util.Optional;
import tapline.nn.Module;
import tapline.nn.ModuleSummary;
import tapline.shape.Shape;
import tapline.stream.StreamPlan;

/// What is to be said of a network.
///
/// @param summary nothing if the network doesn't take the input that was tried
/// @param problem why it doesn't; empty if it does
/// @param plan nothing if the network can't work on a live signal
/// @param notStreamed why it can't; empty if it can
record NetworkReport(
        Module network,
        Optional<ModuleSummary> summary,
        String problem,
        Optional<StreamPlan> plan,
        String notStreamed) {
    private static final int DEFAULT_LENGTH = 4096;

    /// @param input the shape of an input; null for a long one of as many channels as the network takes
    /// @throws IllegalArgumentException if the network doesn't take an input that was asked for
    static NetworkReport of(Module network, Shape input) {
        Optional<ModuleSummary> summary = Optional.empty();
        String problem = "";
        try {
            Shape usual = NetworkInput.of(network, DEFAULT_LENGTH).orElse(Shape.of(1, 1, DEFAULT_LENGTH));
            summary = Optional.of(ModuleSummary.of(network, input == null ? usual : input));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            if (input != null) {
                throw e;
            }
            problem = oneLine(e.getMessage());
        }
        try {
            return new NetworkReport(network, summary, problem, Optional.of(network.streamPlan()), "");
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            return new NetworkReport(network, summary, problem, Optional.empty(), oneLine(e.getMessage()));
        }
    }

    private static String oneLine(String message) {
        return message.replaceAll("\\s+", " ");
    }

    String type() {
        return network.getClass().getSimpleName();
    }
}
