package tapline.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import tapline.formats.FormatException;
import tapline.formats.Kernels;
import tapline.formats.ReadOptions;
import tapline.formats.Signals;
import tapline.formats.StateDict;
import tapline.formats.StoredTensor;
import tapline.onnx.OnnxModel;

/// Any bytes are read, or refused with a [FormatException]. The seeds are in the folders of the same names beside
/// this class's resources.
class ReadersFuzzTest {
    @FuzzTest(maxDuration = "1m")
    void state(byte[] bytes) throws IOException {
        try {
            StateDict state = StateDict.read(new ByteArrayInputStream(bytes), "x");
            for (StoredTensor tensor : state.stored().values()) {
                if (tensor.type().dtype() != null) {
                    tensor.toTensor();
                }
            }
        } catch (FormatException e) {
            // What most of these bytes deserve.
        }
    }

    @FuzzTest(maxDuration = "1m")
    void signals(byte[] bytes) throws IOException {
        try {
            Signals.read(new ByteArrayInputStream(bytes), "x", ReadOptions.DEFAULT);
        } catch (FormatException e) {
            // What most of these bytes deserve.
        }
    }

    @FuzzTest(maxDuration = "1m")
    void onnx(byte[] bytes) throws IOException {
        try {
            OnnxModel.parse(bytes, "x");
        } catch (FormatException e) {
            // What most of these bytes deserve.
        }
    }

    @FuzzTest(maxDuration = "1m")
    void kernels(byte[] bytes) throws IOException {
        try {
            Kernels.read(new ByteArrayInputStream(bytes), "x");
        } catch (FormatException e) {
            // What most of these bytes deserve.
        }
    }
}
