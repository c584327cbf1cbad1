package tapline.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Blocks that follow each other find their windows as rows, and add their frames in one piece.
class StepRowsTest {
    private static final int CHANNELS = 3;
    private static final int LENGTH = 300;

    @ParameterizedTest
    @ValueSource(longs = {0, -1000, 7, 1L << 40})
    void blocksOfOneLengthAreNotCut(long start) {
        for (int window : new int[] {2, 7, 16, 17, 33}) {
            for (int frames : new int[] {8, 16}) {
                StepRows rows = new StepRows(CHANNELS, window, CHANNELS);
                float[] history = VectorTrial.numbers(LENGTH * CHANNELS);
                for (int at = 0; at + window - 1 + frames <= LENGTH; at += frames) {
                    check(rows, history, at, start, window, frames);
                }
            }
        }
    }

    @Test
    void blocksBeginAnewBehindAGapAndWhenAllIsForgotten() {
        int window = 7;
        int frames = 16;
        StepRows rows = new StepRows(CHANNELS, window, CHANNELS);
        float[] history = VectorTrial.numbers(LENGTH * CHANNELS);
        check(rows, history, 0, 0, window, frames);
        check(rows, history, 101, 0, window, frames);
        check(rows, history, 101 + frames, 0, window, frames);
        rows.forget();
        check(rows, history, 5, 0, window, frames);
        check(rows, history, 5 + frames, 0, window, frames);
    }

    /// @param at the frame of the history where the block's first window begins
    /// @param start the position of the history's first frame
    private static void check(StepRows rows, float[] history, int at, long start, int window, int frames) {
        int row = rows.at(history, at * CHANNELS, start + at, frames);
        assertThat((row + window - 1) % frames).as("where new frames begin").isZero();
        for (int channel = 0; channel < CHANNELS; channel++) {
            for (int i = 0; i < window - 1 + frames; i++) {
                assertThat(rows.values()[channel * StepRows.pitch(window) + row + i])
                        .as("frame %d of channel %d at %d", i, channel, at)
                        .isEqualTo(history[(at + i) * CHANNELS + channel]);
            }
        }
    }
}
