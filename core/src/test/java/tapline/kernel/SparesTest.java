package tapline.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SparesTest {
    private final Spares<Object> spares = new Spares<>(Object::new);

    @Test
    void whatWasPutBackIsTakenAgain() {
        Object spare = spares.take();
        spares.putBack(spare);
        assertThat(spares.take()).isSameAs(spare);
    }

    @Test
    void nobodyGetsWhatAnotherHas() {
        Set<Object> taken = Collections.newSetFromMap(new IdentityHashMap<>());
        Parallel.withThreads(4, () -> {
            Parallel.run(1000, _ -> {
                Object spare = spares.take();
                synchronized (taken) {
                    assertThat(taken.add(spare)).isTrue();
                }
                synchronized (taken) {
                    taken.remove(spare);
                }
                spares.putBack(spare);
            });
            return null;
        });
    }

    @Test
    void noMoreAreKeptThanThreadsCompute() {
        List<Object> first = take(Spares.MOST + 3);
        first.forEach(spares::putBack);
        List<Object> second = take(Spares.MOST + 3);
        second.removeAll(first);
        assertThat(second).hasSize(3);
    }

    private List<Object> take(int count) {
        return new ArrayList<>(
                IntStream.range(0, count).mapToObj(_ -> spares.take()).toList());
    }
}
