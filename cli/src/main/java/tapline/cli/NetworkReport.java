package tapline.cli;

import java.util.Optional;
import tapline.nn.BatchNorm1d;
import tapline.nn.Conv1d;
import tapline.nn.ConvTranspose1d;
import tapline.nn.Linear;
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
            summary = Optional.of(ModuleSummary.of(network, input == null ? defaultInput(network) : input));
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

    private static Shape defaultInput(Module network) {
        return firstInput(network).orElse(Shape.of(1, 1, DEFAULT_LENGTH));
    }

    /// The input of the first layer that says how many channels it takes.
    private static Optional<Shape> firstInput(Module module) {
        return switch (module) {
            case Conv1d conv -> Optional.of(signal(conv.geometry(1).inChannels()));
            case ConvTranspose1d conv -> Optional.of(signal(conv.geometry().inChannels()));
            case BatchNorm1d norm -> Optional.of(signal(norm.channels()));
            case Linear linear ->
                Optional.of(Shape.of(1, linear.weight().shape().size(1)));
            default ->
                module.namedChildren().values().stream()
                        .map(NetworkReport::firstInput)
                        .flatMap(Optional::stream)
                        .findFirst();
        };
    }

    private static Shape signal(int channels) {
        return Shape.of(1, channels, DEFAULT_LENGTH);
    }

    String type() {
        return network.getClass().getSimpleName();
    }
}
