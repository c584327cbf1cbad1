package tapline.kernel;

/// Where the rows of one block are, copied: the whole samples of each signal, then the rests of all signals, each
/// filled with zeros to [GradientBlocks#LANES] samples.
///
/// @param signals of the block
/// @param wholeSamples of each signal: a multiple of the lanes
/// @param restSamples of all signals: a multiple of the lanes
/// @param slopes where the first channel's row of the output's gradient begins; signals follow without a gap
/// @param slopePitch from one channel's row to the next
/// @param inputPitch from what a term meets to what it meets in the next signal
record GradientRows(int signals, int wholeSamples, int restSamples, int slopes, int slopePitch, int inputPitch) {}
