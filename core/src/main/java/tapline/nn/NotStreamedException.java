package tapline.nn;

import java.util.Map;
import java.util.Optional;

/// Says which layer can't work on a live signal, and why.
final class NotStreamedException extends UnsupportedOperationException {
    private static final long serialVersionUID = 1L;

    private final transient Module layer;

    NotStreamedException(Module layer, String why) {
        super(layer + " can't be streamed: " + why);
        this.layer = layer;
    }

    private NotStreamedException(String message, NotStreamedException cause) {
        super(message, cause);
        layer = cause.layer;
    }

    /// The same with the layer's place in a network, where it has one there.
    NotStreamedException in(Module network) {
        return place(network, "")
                .map(place -> new NotStreamedException(place + ": " + getMessage(), this))
                .orElse(this);
    }

    private Optional<String> place(Module module, String prefix) {
        for (Map.Entry<String, Module> child : module.namedChildren().entrySet()) {
            String name = prefix + child.getKey();
            Optional<String> found =
                    child.getValue() == layer ? Optional.of(name) : place(child.getValue(), name + ".");
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
