package tapline.train;

import tapline.nn.Module;
import tapline.tensor.Generator;

/// What a [TrainerBuilder] was told.
///
/// @param clipNorm infinite for no clipping
/// @param stepScheduler or null
/// @param epochScheduler or null
record TrainerOptions(
        Module net,
        Loss loss,
        Optimizer optimizer,
        int epochs,
        int batchSize,
        int patience,
        long seed,
        double clipNorm,
        Scheduler stepScheduler,
        Scheduler epochScheduler,
        Generator generator,
        TrainingListener listener,
        CheckpointStore checkpoints) {}
