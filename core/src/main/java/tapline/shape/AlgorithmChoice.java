package tapline.shape;

/// What [ConvAlgorithm#AUTO] stands for in one case.
///
/// @param algorithm [ConvAlgorithm#DIRECT] or [ConvAlgorithm#FFT]
/// @param reason the numbers that were compared
public record AlgorithmChoice(ConvAlgorithm algorithm, String reason) {}
