/// Reads and runs ONNX models of 1-D networks, and writes Tapline's networks as ONNX.
module tapline.onnx {
    exports tapline.onnx;

    requires com.google.protobuf;
    requires transitive tapline.core;
    requires transitive tapline.formats;
}
