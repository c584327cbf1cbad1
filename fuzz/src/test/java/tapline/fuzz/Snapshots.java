package tapline.fuzz;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import tapline.nn.Conv1d;
import tapline.nn.Sequential;
import tapline.nn.TemporalConvNet;
import tapline.stream.Stream;
import tapline.stream.StreamPlan;
import tapline.stream.StreamPool;
import tapline.tensor.Generator;

/// The memory of streams, which may be anything.
final class Snapshots {
    private static final int FRAMES = 5;

    /// Where what is remembered begins, behind the network's fingerprint.
    private static final int CONTENT = 16;

    /// Branches, and a part that waits for later frames.
    private static final StreamPlan WAITING = network(2).streamPlan();

    /// What is stepped together in pools.
    private static final StreamPlan CAUSAL = network(1).streamPlan();

    private Snapshots() {}

    private static Sequential network(int stride) {
        Generator generator = new Generator(0);
        return (Sequential) Sequential.of(
                        TemporalConvNet.of(1)
                                .channels(2)
                                .kernelSize(2)
                                .generator(generator)
                                .build(),
                        Conv1d.of(2, 1, stride)
                                .stride(stride)
                                .padding(stride - 1)
                                .generator(generator)
                                .build())
                .eval();
    }

    /// Restores streams, from these bytes and from a snapshot with these as its content; and goes on with those
    /// that are restored.
    ///
    /// @param bytes *Not modified*
    static void restore(byte[] bytes) {
        for (StreamPlan plan : new StreamPlan[] {WAITING, CAUSAL}) {
            for (byte[] snapshot : new byte[][] {bytes, forged(plan, bytes)}) {
                Stream stream = plan.start();
                restore(() -> stream.restore(snapshot), () -> goOn(stream));
            }
        }
        StreamPool pool = new StreamPool(CAUSAL, 1);
        int slot = pool.add();
        float[] frames = new float[pool.capacity()];
        restore(() -> pool.restore(slot, forged(CAUSAL, bytes)), () -> pool.push(frames, frames));
    }

    /// A snapshot that has the right beginning and the right checksum, and anything between.
    private static byte[] forged(StreamPlan plan, byte[] content) {
        byte[] snapshot = plan.start().snapshot();
        int checksum = snapshot.length - Integer.BYTES;
        System.arraycopy(content, 0, snapshot, CONTENT, Math.min(content.length, checksum - CONTENT));
        CRC32C crc = new CRC32C();
        crc.update(snapshot, 0, checksum);
        ByteBuffer.wrap(snapshot).putInt(checksum, (int) crc.getValue());
        return snapshot;
    }

    private static void restore(Runnable restoring, Runnable goingOn) {
        try {
            restoring.run();
        } catch (IllegalArgumentException e) {
            return;
        }
        goingOn.run();
    }

    private static void goOn(Stream stream) {
        try {
            stream.push(new float[FRAMES], 0, FRAMES, new float[stream.maxFrames(FRAMES)], 0);
            stream.finish(new float[stream.maxTail()], 0);
        } catch (IllegalStateException e) {
            // The signal was finished.
        }
    }
}
