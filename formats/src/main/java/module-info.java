/// Reads and writes signals, and the weights of networks.
module tapline.formats {
    exports tapline.formats;
    exports tapline.formats.model;

    requires com.fasterxml.jackson.core;
    requires org.apache.commons.csv;
    requires transitive tapline.core;
}
