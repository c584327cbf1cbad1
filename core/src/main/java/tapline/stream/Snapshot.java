package tapline.stream;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.zip.CRC32C;

/// A stream's memory as bytes, big-endian: `TPLS`, the version, the plan's fingerprint (8 bytes), how many
/// frames went in (8), whether the stream is finished (4), the floats of all states, and a CRC-32C of all that.
/// Their number follows from the plan.
record Snapshot(long received, boolean finished) {
    private static final int MAGIC = 0x54504C53;
    private static final int VERSION = 2;
    private static final int HEADER = 3 * Integer.BYTES + 2 * Long.BYTES;

    static byte[] of(StreamPlan plan, StreamState state, long received, boolean finished) {
        ByteBuffer bytes = ByteBuffer.allocate(length(state));
        bytes.putInt(MAGIC).putInt(VERSION).putLong(plan.fingerprint());
        bytes.putLong(received).putInt(finished ? 1 : 0);
        FloatBuffer floats = bytes.asFloatBuffer();
        state.transfer(floats::put);
        bytes.putInt(bytes.capacity() - Integer.BYTES, checksum(bytes.array()));
        return bytes.array();
    }

    /// Loads a snapshot.
    ///
    /// @param array *Not modified*
    /// @param state a new one of the plan. *Modified*, partly even if an exception is thrown
    /// @throws IllegalArgumentException if these are not the bytes of a snapshot of this plan
    static Snapshot read(byte[] array, StreamPlan plan, StreamState state) {
        ByteBuffer bytes = ByteBuffer.wrap(array);
        int length = length(state);
        check(
                array.length >= HEADER && bytes.getInt() == MAGIC,
                "expected a stream's snapshot, but got " + array.length + " bytes that don't begin as one");
        int version = bytes.getInt();
        check(version == VERSION, "expected a snapshot of version " + VERSION + ", but got version " + version);
        check(
                bytes.getLong() == plan.fingerprint(),
                "this snapshot is of another network, or of one with other weights");
        check(array.length == length, "expected a snapshot of " + length + " bytes, but got " + array.length);
        check(
                bytes.getInt(length - Integer.BYTES) == checksum(array),
                "this snapshot is damaged: its checksum is not that of its content");
        long received = bytes.getLong();
        int finished = bytes.getInt();
        check(received >= 0 && (finished == 0 || finished == 1), "this snapshot's header makes no sense");
        FloatBuffer floats = bytes.asFloatBuffer();
        state.transfer(floats::get);
        state.resume(received);
        return new Snapshot(received, finished == 1);
    }

    private static void check(boolean isRight, String problem) {
        if (!isRight) {
            throw new IllegalArgumentException(problem);
        }
    }

    private static int length(StreamState state) {
        long[] floats = new long[1];
        state.transfer((array, from, count) -> floats[0] += count);
        return Math.toIntExact(HEADER + floats[0] * Float.BYTES + Integer.BYTES);
    }

    private static int checksum(byte[] array) {
        CRC32C crc = new CRC32C();
        crc.update(array, 0, array.length - Integer.BYTES);
        return (int) crc.getValue();
    }
}
