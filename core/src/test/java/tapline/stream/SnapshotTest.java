package tapline.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tapline.RandomCases;
import tapline.shape.ConvGeometry;
import tapline.shape.PaddingMode;
import tapline.tensor.Compute;

/// A stream's memory as bytes: another stream goes on with it, and nothing but it is accepted.
class SnapshotTest {
    /// Until then, only plain loops run.
    @BeforeAll
    static void useVectors() {
        Compute.warmUp();
    }

    @Test
    void anotherStreamGoesOnAfterAnySample() {
        RandomCases.forEach(60, random -> {
            Network network = random.nextInt(4) == 0 ? RandomNetworks.everyPart(random) : RandomNetworks.of(random);
            int length = random.nextInt(1, 60);
            float[] in = RandomCases.floats(random, network.plan().inChannels() * length);
            float[] expected = Streaming.all(network.plan().start(), in, random, length);

            Stream stream = network.plan().start();
            float[] out = new float[0];
            for (int frame = 0; frame < length; frame++) {
                Stream next = random.nextBoolean() ? stream.copy() : used(network, random);
                next.restore(stream.snapshot());
                out = Streaming.push(next, in, frame, 1, out);
                stream = next;
            }
            Stream last = network.plan().start();
            last.restore(stream.snapshot());
            Streaming.assertSameBits(Streaming.finish(last, out), expected);
        });
    }

    /// A stream that has another signal's frames in it.
    private static Stream used(Network network, SplittableRandom random) {
        Stream stream = network.plan().start();
        int frames = random.nextInt(40);
        stream.prime(RandomCases.floats(random, frames * stream.inChannels()), 0, frames);
        return stream;
    }

    @Test
    void aFinishedStreamStaysFinished() {
        Stream stream = conv(1, 0.5f, 2).start();
        stream.finish(new float[0], 0);
        assertThatThrownBy(() -> stream.copy().push(1f)).hasMessageContaining("finished");
    }

    @Test
    void anotherNetworksSnapshotIsRefused() {
        byte[] snapshot = conv(1, 0.5f, 2).start().snapshot();
        for (StreamPlan other :
                new StreamPlan[] {conv(1, 0.25f, 2), conv(2, 0.5f, 2), conv(1, 0.5f, 1), StreamPlan.identity(1)}) {
            assertThatThrownBy(() -> other.start().restore(snapshot))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("this snapshot is of another network, or of one with other weights");
        }
        conv(1, 0.5f, 2).start().restore(snapshot);
    }

    @Test
    void damagedBytesAreRefusedAndTheStreamIsAsBefore() {
        StreamPlan plan = conv(1, 0.5f, 2);
        Stream stream = plan.start();
        stream.push(3f);
        byte[] snapshot = stream.snapshot();
        byte[] other = plan.start().snapshot();
        for (int i = 0; i < other.length; i++) {
            byte[] damaged = other.clone();
            damaged[i] ^= 0x10;
            assertThatThrownBy(() -> stream.restore(damaged)).isInstanceOf(IllegalArgumentException.class);
            byte[] cut = Arrays.copyOf(other, i);
            assertThatThrownBy(() -> stream.restore(cut)).isInstanceOf(IllegalArgumentException.class);
        }
        byte[] longer = Arrays.copyOf(other, other.length + 1);
        assertThatThrownBy(() -> stream.restore(longer)).hasMessageContaining("but got " + longer.length);
        assertThat(stream.snapshot()).isEqualTo(snapshot);
    }

    @Test
    void aHeaderWithoutSenseIsRefusedEvenIfItsChecksumIsRight() {
        Stream stream = conv(1, 0.5f, 2).start();
        byte[] snapshot = stream.snapshot();
        ByteBuffer.wrap(snapshot).putLong(16, -1);
        CRC32C crc = new CRC32C();
        crc.update(snapshot, 0, snapshot.length - 4);
        ByteBuffer.wrap(snapshot).putInt(snapshot.length - 4, (int) crc.getValue());
        assertThatThrownBy(() -> stream.restore(snapshot)).hasMessage("this snapshot's header makes no sense");
    }

    private static StreamPlan conv(int out, float weight, int left) {
        float[] w = new float[out * 3];
        Arrays.fill(w, weight);
        return StreamPlan.conv(new ConvGeometry(1, out, 3, 1, 1, 1, left, 0, PaddingMode.ZEROS), w, null);
    }
}
