package tapline.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SummationOrderTest {
    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "47, 1", "48, 2", "191, 2", "192, 4", "2147483647, 4"})
    void blocksFollowFromTheNumberOfTerms(int terms, int blocks) {
        assertThat(SummationOrder.blocks(terms)).isEqualTo(blocks);
    }

    @Test
    void blocksCoverAllTermsAndDifferByAtMostOne() {
        for (int terms = 0; terms < 1000; terms++) {
            int blocks = SummationOrder.blocks(terms);
            assertThat(SummationOrder.start(0, terms)).isZero();
            assertThat(SummationOrder.start(blocks, terms)).isEqualTo(terms);
            for (int block = 0; block < blocks; block++) {
                int size = SummationOrder.start(block + 1, terms) - SummationOrder.start(block, terms);
                assertThat(size).isBetween(terms / blocks, Math.ceilDiv(terms, blocks));
            }
        }
    }
}
