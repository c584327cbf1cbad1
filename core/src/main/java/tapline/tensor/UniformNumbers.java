package tapline.tensor;

/// Numbers in `[0, 1)` from random bits, as PyTorch makes them: the low bits count, not the high ones.
final class UniformNumbers {
    private UniformNumbers() {}

    /// A multiple of 2^-24, from one draw.
    static float nextFloat(MersenneTwister bits) {
        return (bits.nextInt() & 0xFFFFFF) * 0x1p-24f;
    }

    /// A multiple of 2^-53, from two draws.
    static double nextDouble(MersenneTwister bits) {
        return (bits.nextLong() & 0x1FFFFFFFFFFFFFL) * 0x1p-53;
    }
}
