/// Pictures of convolutions and signals, as SVG text and as PNG pixels.
module tapline.viz {
    requires transitive tapline.core;
    requires java.desktop;
    requires org.apache.fontbox;
    // FontBox logs through it, but has no module descriptor that would say so.
    requires org.apache.commons.logging;

    exports tapline.viz;
}
