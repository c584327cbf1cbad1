/// Signals and kernels in files, as CSV, WAV and NumPy's `.npy`; and the weights of networks, as safetensors,
/// `.npz` and PyTorch's own files.
///
/// [tapline.formats.Signals] reads a [tapline.formats.Signal] from a file, whose format it tells from the
/// content, and writes one in the format that a name's ending asks for. [tapline.formats.Kernels] reads the taps
/// of a convolution, and [tapline.formats.NpyFile] tensors of any rank. [tapline.formats.StateDict] reads and
/// writes tensors with names.
///
/// A file is read whole, or mapped if it has weights, before it is looked at, so that no length in it is believed
/// before it has been compared with what is there; memory stays a small multiple of the file's size whatever the
/// file says. Whatever is wrong with a file is a [tapline.formats.FormatException], whose one-line message has
/// the file, the line or the byte, what was expected and what was found. Nothing is repaired or left out silently.
///
/// Writing to a path is all or nothing: readers of the path see the old file or the whole new one.
package tapline.formats;
