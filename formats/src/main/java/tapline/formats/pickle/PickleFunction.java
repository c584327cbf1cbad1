package tapline.formats.pickle;

import java.util.List;

/// What a pickle may call.
@FunctionalInterface
public interface PickleFunction {
    /// The result for these arguments. They may be anything: a wrong number or type is to be refused.
    ///
    /// @throws IllegalArgumentException if they are; the message says what is expected
    Object call(List<Object> arguments);
}
