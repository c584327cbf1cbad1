/// Pictures of convolutions and signals.
module tapline.viz {
    requires transitive tapline.core;
}
