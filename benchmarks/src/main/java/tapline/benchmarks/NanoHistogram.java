package tapline.benchmarks;

import java.util.Arrays;

/// How many calls took so many nanoseconds, each of them timed. Nothing is allocated while it is filled. Not
/// thread-safe.
final class NanoHistogram {
    /// Longer times, of a millisecond, are counted together; the longest of all is known.
    private static final int LONGEST_COUNTED = 1 << 20;

    private final long[] counts = new long[LONGEST_COUNTED + 1];
    private long count;
    private long longest;

    /// Forgets what it holds, and times so many calls.
    void fill(Runnable call, long calls) {
        Arrays.fill(counts, 0);
        longest = 0;
        count = 0;
        for (long i = 0; i < calls; i++) {
            long start = System.nanoTime();
            call.run();
            add(System.nanoTime() - start);
        }
    }

    /// Counts one call.
    void add(long nanos) {
        count++;
        counts[(int) Math.min(nanos, LONGEST_COUNTED)]++;
        longest = Math.max(longest, nanos);
    }

    long count() {
        return count;
    }

    long longest() {
        return longest;
    }

    /// The least time that so large a share of the calls did not exceed.
    ///
    /// @param share above 0, at most 1
    long quantile(double share) {
        long wanted = (long) Math.ceil(share * count);
        long seen = 0;
        int nanos = -1;
        while (seen < wanted) {
            nanos++;
            seen += counts[nanos];
        }
        return nanos == LONGEST_COUNTED ? longest : nanos;
    }
}
