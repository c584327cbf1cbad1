package tapline.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;

/// Runs streams, and compares what they give in bits.
public final class Streaming {
    private Streaming() {}

    /// All that comes out of a signal that goes in in pieces of at most `longest` frames, the end included.
    public static float[] all(Stream stream, float[] frames, SplittableRandom random, int longest) {
        float[] out = new float[0];
        int channels = stream.inChannels();
        for (int at = 0; at < frames.length / channels; ) {
            int count = Math.min(random.nextInt(longest + 1), frames.length / channels - at);
            out = push(stream, frames, at, count, out);
            at += count;
        }
        return finish(stream, out);
    }

    /// What came out before, and what `count` frames from frame `at` on give.
    static float[] push(Stream stream, float[] frames, int at, int count, float[] before) {
        float[] out = Arrays.copyOf(before, before.length + stream.maxFrames(count) * stream.outChannels());
        int given = stream.push(frames, at * stream.inChannels(), count, out, before.length);
        return Arrays.copyOf(out, before.length + given * stream.outChannels());
    }

    static float[] finish(Stream stream, float[] before) {
        float[] out = Arrays.copyOf(before, before.length + stream.maxTail() * stream.outChannels());
        int given = stream.finish(out, before.length);
        return Arrays.copyOf(out, before.length + given * stream.outChannels());
    }

    public static void assertSameBits(float[] actual, float[] expected) {
        assertThat(actual.length).as("elements").isEqualTo(expected.length);
        for (int i = 0; i < expected.length; i++) {
            boolean same = Float.floatToIntBits(actual[i]) == Float.floatToIntBits(expected[i]);
            assertThat(same)
                    .as("element %d: %s instead of %s", i, actual[i], expected[i])
                    .isTrue();
        }
    }
}
