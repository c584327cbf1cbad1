package tapline.cli.forecast;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/// The CRC-32 of numbers, by which it is seen whether they are the same again.
final class Checksum {
    private static final int AT_ONCE = 1 << 12;

    private Checksum() {}

    /// @param samples *Not modified*
    static long of(float... samples) {
        CRC32 checksum = new CRC32();
        ByteBuffer bytes = ByteBuffer.allocate(AT_ONCE * Float.BYTES);
        for (int from = 0; from < samples.length; from += AT_ONCE) {
            bytes.clear();
            bytes.asFloatBuffer().put(samples, from, Math.min(AT_ONCE, samples.length - from));
            checksum.update(bytes.limit(Math.min(AT_ONCE, samples.length - from) * Float.BYTES));
        }
        return checksum.getValue();
    }
}
