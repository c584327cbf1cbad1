package tapline.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/// How many bytes calls allocate on the heap, whichever thread does it.
final class Allocation {
    private static final int CALLS = 3;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocation() {}

    /// Bytes of one call, the least of several: the others may have met the compiler or the first use of a class.
    static long bytes(Runnable work) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < CALLS; i++) {
            long before = THREADS.getTotalThreadAllocatedBytes();
            work.run();
            least = Math.min(least, THREADS.getTotalThreadAllocatedBytes() - before);
        }
        return least;
    }
}
