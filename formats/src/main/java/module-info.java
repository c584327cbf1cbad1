/// Reads and writes signals.
module tapline.formats {
    exports tapline.formats;

    requires org.apache.commons.csv;
    requires transitive tapline.core;
}
