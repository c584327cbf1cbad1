package tapline.kernel;

/// How the rows of one block go on from signal to signal.
///
/// @param signals of the block
/// @param samples of each signal, at least 1
/// @param slopePitch from a row of the output's gradient to that of the next signal
/// @param inputPitch from what a term meets to what it meets in the next signal
record GradientRows(int signals, int samples, int slopePitch, int inputPitch) {}
