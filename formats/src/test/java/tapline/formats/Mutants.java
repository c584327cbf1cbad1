package tapline.formats;

import java.util.Arrays;
import java.util.Random;

/// Files with a few bytes changed, put in and taken out.
final class Mutants {
    private Mutants() {}

    static byte[] of(byte[] whole, Random random) {
        byte[] bytes = whole;
        for (int edits = 1 + random.nextInt(4); edits > 0; edits--) {
            // Half of them near the start, where the header is.
            int at = random.nextInt(random.nextBoolean() ? bytes.length : Math.min(bytes.length, 64));
            int count = 1 + random.nextInt(4);
            switch (random.nextInt(4)) {
                case 0 -> {
                    bytes = bytes.clone();
                    bytes[at] ^= (byte) (1 << random.nextInt(8));
                }
                case 1 -> {
                    bytes = bytes.clone();
                    byte value = new byte[] {0, -1, 127, '"', ',', '\n', '9', 'e'}[random.nextInt(8)];
                    Arrays.fill(bytes, at, Math.min(at + count, bytes.length), value);
                }
                case 2 -> bytes = replaced(bytes, at, 0, count, random);
                default -> bytes = replaced(bytes, at, Math.min(count, bytes.length - at), 0, random);
            }
        }
        return bytes;
    }

    /// A copy with some bytes at a place taken out and others, random, put in.
    private static byte[] replaced(byte[] bytes, int at, int out, int in, Random random) {
        byte[] added = new byte[in];
        random.nextBytes(added);
        byte[] result = new byte[bytes.length - out + in];
        System.arraycopy(bytes, 0, result, 0, at);
        System.arraycopy(added, 0, result, at, in);
        System.arraycopy(bytes, at + out, result, at + in, bytes.length - at - out);
        return result;
    }
}
