package tapline.tensor;

/// The generator mt19937 of Matsumoto and Nishimura (1998): 32 random bits a draw, period 2^19937 - 1. Not
/// thread-safe.
final class MersenneTwister {
    private static final int SIZE = 624;
    private static final int MIDDLE = 397;
    private static final int TWIST = 0x9908B0DF;

    private final int[] state = new int[SIZE];
    private int next = SIZE;

    MersenneTwister(int seed) {
        state[0] = seed;
        for (int i = 1; i < SIZE; i++) {
            state[i] = 1812433253 * (state[i - 1] ^ state[i - 1] >>> 30) + i;
        }
    }

    /// 32 random bits.
    int nextInt() {
        if (next == SIZE) {
            refill();
            next = 0;
        }
        int bits = state[next++];
        bits ^= bits >>> 11;
        bits ^= bits << 7 & 0x9D2C5680;
        bits ^= bits << 15 & 0xEFC60000;
        return bits ^ bits >>> 18;
    }

    /// 64 random bits: two draws, of which the first is the high half.
    long nextLong() {
        long high = nextInt();
        return high << 32 | Integer.toUnsignedLong(nextInt());
    }

    private void refill() {
        for (int i = 0; i < SIZE; i++) {
            int bits = state[i] & 0x80000000 | state[(i + 1) % SIZE] & 0x7FFFFFFF;
            state[i] = state[(i + MIDDLE) % SIZE] ^ bits >>> 1 ^ (bits & 1) * TWIST;
        }
    }
}
