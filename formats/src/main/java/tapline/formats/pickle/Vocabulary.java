package tapline.formats.pickle;

/// The classes, functions and objects outside itself that a pickle may name.
public interface Vocabulary {
    /// What `module.name` stands for: a [PickleFunction], or a value.
    ///
    /// @throws IllegalArgumentException to refuse it; the message has the name
    Object global(String module, String name);

    /// The object with a persistent id.
    ///
    /// @throws IllegalArgumentException if there is none; the message says what is expected
    Object persistent(Object id);

    /// No class, function or object at all.
    Vocabulary NONE = new Vocabulary() {
        @Override
        public Object global(String module, String name) {
            throw new IllegalArgumentException("expected plain data, but found the name of a class or function");
        }

        @Override
        public Object persistent(Object id) {
            throw new IllegalArgumentException("expected no objects outside the pickle");
        }
    };
}
