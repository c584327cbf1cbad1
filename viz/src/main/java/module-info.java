/// Pictures of convolutions and signals, as SVG text and as PNG pixels.
module tapline.viz {
    requires transitive tapline.core;
    requires java.desktop;
    requires org.apache.fontbox;

    exports tapline.viz;
}
