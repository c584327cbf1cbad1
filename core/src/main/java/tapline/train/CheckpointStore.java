package tapline.train;

import java.io.IOException;
import java.util.Map;
import tapline.tensor.Tensor;

/// Keeps what a training needs to go on exactly from where it is. An implementation writes each checkpoint as a
/// whole before it gives up the one before, so that a full disk costs nothing but the last epochs.
@FunctionalInterface
public interface CheckpointStore {
    /// Keeps a checkpoint, for [Trainer#resume].
    ///
    /// @param checkpoint float32 and float64 tensors by names such as `model.conv1.weight`. *Kept, not modified*
    /// @throws IOException if it can't, in which case the checkpoint before is still there
    void save(Map<String, Tensor> checkpoint) throws IOException;
}
