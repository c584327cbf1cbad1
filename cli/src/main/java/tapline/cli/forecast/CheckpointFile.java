package tapline.cli.forecast;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import tapline.formats.OutputFiles;
import tapline.formats.StateDict;
import tapline.formats.StateFormat;
import tapline.tensor.Tensor;
import tapline.train.CheckpointStore;

/// A training's checkpoint in a safetensors file, which each next one replaces as a whole.
///
/// @param settings what the training was asked for, in words: it can be resumed with the same only
/// @param writer how the file's bytes are written
record CheckpointFile(Path path, Map<String, String> settings, Writer writer) implements CheckpointStore {
    /// Writes a checkpoint's bytes.
    interface Writer {
        void write(StateDict state, OutputStream out, String name) throws IOException;
    }

    CheckpointFile(Path path, Map<String, String> settings) {
        this(path, settings, (state, out, name) -> state.write(out, name, StateFormat.SAFETENSORS));
    }

    boolean exists() {
        return Files.exists(path);
    }

    @Override
    public void save(Map<String, Tensor> checkpoint) throws IOException {
        StateDict state = StateDict.of(checkpoint).withMetadata(settings);
        try (OutputFiles files = new OutputFiles()) {
            files.add(path, out -> writer.write(state, out, path.toString()));
            files.commit();
        }
    }

    /// The checkpoint that is there.
    ///
    /// @throws IllegalArgumentException if it is of a training with other settings
    Map<String, Tensor> load() throws IOException {
        StateDict state = StateDict.read(path);
        settings.forEach((name, value) -> {
            String saved = state.metadata().get(name);
            if (!value.equals(saved)) {
                throw new IllegalArgumentException(path + ": expected a checkpoint of a training with " + name + " "
                        + value + ", but got one " + (saved == null ? "without it" : "with " + saved));
            }
        });
        return state.tensors();
    }
}
