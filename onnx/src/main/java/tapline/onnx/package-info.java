/// ONNX models of 1-D networks: read and run in pure Java, and written from Tapline's own.
///
/// [tapline.onnx.OnnxModel] is a [tapline.nn.Module] made of a file. Files are checked as a whole before anything
/// runs: an operator that isn't supported, a name without origin, an attribute of the wrong type, a tensor whose
/// size isn't that of its bytes is a [tapline.formats.FormatException] that names the node. Memory stays a small
/// multiple of the file's size, and no file outside of the model's folder is opened.
package tapline.onnx;
