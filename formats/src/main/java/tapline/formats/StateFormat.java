package tapline.formats;

import java.nio.file.Path;
import java.util.Locale;

/// The formats that the tensors of networks are kept in.
public enum StateFormat {
    /// Hugging Face's safetensors.
    SAFETENSORS("safetensors", new SafetensorsCodec(), ".safetensors"),
    /// NumPy's archive of arrays, as `savez` writes it. It has no bfloat16: that is written as float32. What
    /// `savez_compressed` writes can be read.
    NPZ("NumPy .npz", new NpzCodec(), ".npz"),
    /// A single NumPy array. Read only.
    NPY("NumPy .npy", new NpyStateCodec()),
    /// What PyTorch's `save` writes: an archive with a pickle. Files are written for `load` with `weights_only`.
    PYTORCH("PyTorch", new TorchCodec(), ".pt", ".pth"),
    /// What PyTorch's `save` wrote before version 1.6. Read only.
    PYTORCH_LEGACY("PyTorch, legacy", new TorchLegacyCodec());

    private static final String ZIP_MAGIC = "PK";
    private static final int HEADER_AT = 8;

    private final String title;
    private final StateCodec codec;
    private final String[] extensions;

    StateFormat(String title, StateCodec codec, String... extensions) {
        this.title = title;
        this.codec = codec;
        this.extensions = extensions;
    }

    StateCodec codec() {
        return codec;
    }

    /// The format that a file's name asks for, in capital letters or not.
    ///
    /// @throws FormatException if the name ends in none of the known ways
    public static StateFormat ofFileName(Path path) throws FormatException {
        String name = String.valueOf(path.getFileName());
        for (StateFormat format : values()) {
            if (format.isNameOf(name)) {
                return format;
            }
        }
        throw new FormatException(
                path.toString(), "expected a name that ends in .safetensors, .npz, .pt or .pth, to know the format");
    }

    private boolean isNameOf(String name) {
        for (String extension : extensions) {
            if (name.toLowerCase(Locale.ROOT).endsWith(extension)) {
                return true;
            }
        }
        return false;
    }

    static StateDict read(FileBytes file) throws FormatException {
        return detect(file).codec.read(file);
    }

    /// The format that the content shows. Names count only where it shows none.
    private static StateFormat detect(FileBytes file) throws FormatException {
        if (file.has(0, NpyHeader.MAGIC)) {
            return NPY;
        }
        if (file.has(HEADER_AT, "{")) {
            return SAFETENSORS;
        }
        if (file.has(0, ZIP_MAGIC)) {
            return NpzCodec.accepts(ZipArchive.open(file)) ? NPZ : PYTORCH;
        }
        if (file.has(0, TorchLegacyCodec.MAGIC)) {
            return PYTORCH_LEGACY;
        }
        if (SAFETENSORS.isNameOf(file.name())) {
            return SAFETENSORS;
        }
        throw file.problemAtByte(
                0, "expected a safetensors, .npz, .npy or PyTorch file, but this begins like none of them");
    }

    /// As a reader would call it: `PyTorch, legacy`.
    @Override
    public String toString() {
        return title;
    }
}
