/// Reads and writes signals.
module tapline.formats {
    requires transitive tapline.core;
}
