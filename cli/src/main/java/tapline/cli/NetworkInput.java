package tapline.cli;

import java.util.Optional;
import tapline.nn.BatchNorm1d;
import tapline.nn.Conv1d;
import tapline.nn.ConvTranspose1d;
import tapline.nn.Linear;
import tapline.nn.Module;
import tapline.shape.Shape;

/// What networks are made to take.
final class NetworkInput {
    private static final int SIGNAL_RANK = 3;

    private NetworkInput() {}

    /// Whether a network takes signals of one channel, and no others.
    static boolean isOneChannel(Module network) {
        return of(network, 1)
                .filter(input -> input.rank() == SIGNAL_RANK && input.size(1) == 1)
                .isPresent();
    }

    /// The shape of an input of one signal, or one row, for the first layer that says how many channels it takes.
    ///
    /// @param length of a signal
    static Optional<Shape> of(Module module, int length) {
        return switch (module) {
            case Conv1d conv -> Optional.of(Shape.of(1, conv.geometry(1).inChannels(), length));
            case ConvTranspose1d conv -> Optional.of(Shape.of(1, conv.geometry().inChannels(), length));
            case BatchNorm1d norm -> Optional.of(Shape.of(1, norm.channels(), length));
            case Linear linear ->
                Optional.of(Shape.of(1, linear.weight().shape().size(1)));
            default ->
                module.namedChildren().values().stream()
                        .map(part -> of(part, length))
                        .flatMap(Optional::stream)
                        .findFirst();
        };
    }
}
