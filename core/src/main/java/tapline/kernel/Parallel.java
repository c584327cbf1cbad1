package tapline.kernel;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/// Splits work over a few daemon threads.
///
/// The caller works too, and waits only for tasks that somebody is already running: calls may be nested or
/// concurrent, and come from any kind of thread, without a deadlock. Which thread runs a task makes no difference
/// to what it computes. Thread-safe.
public final class Parallel {
    /// As long as it takes to wake a thread on a virtual machine.
    private static final long SPIN_NANOS = 200_000;
    private static final ScopedValue<Integer> THREADS = ScopedValue.newInstance();
    private static final int DEFAULT = Math.max(
            1, Integer.getInteger("tapline.threads", Runtime.getRuntime().availableProcessors()));
    private static final LinkedBlockingQueue<Job> JOBS = new LinkedBlockingQueue<>();
    private static final AtomicInteger WORKERS = new AtomicInteger();

    private Parallel() {}

    /// How many threads a call may use here, the caller's own included.
    public static int threads() {
        return THREADS.orElse(DEFAULT);
    }

    /// Runs `body` with at most `threads` threads for each call in it.
    public static <T> T withThreads(int threads, Supplier<T> body) {
        return ScopedValue.where(THREADS, threads).call(body::get);
    }

    /// Runs tasks 0 to `tasks` (exclusive), and returns when all have ended.
    ///
    /// @throws RuntimeException one that a task threw, once all tasks have ended
    public static void run(int tasks, IntConsumer body) {
        int threads = Math.max(1, Math.min(threads(), tasks));
        Job job = new Job(tasks, threads, body, Thread.currentThread());
        ensureWorkers(threads - 1);
        for (int helper = 1; helper < threads; helper++) {
            JOBS.add(job);
        }
        job.work(0);
        job.await();
    }

    /// What is done with the items `from` to `to` (exclusive).
    public interface Range {
        void run(int from, int to);
    }

    /// Splits items 0 to `items` (exclusive) into one range for each thread, or leaves them whole where a part
    /// would have fewer than `worthwhile`.
    public static void ranges(int items, int worthwhile, Range body) {
        split(Math.min(threads(), items / worthwhile), items, body);
    }

    /// Splits items 0 to `items` (exclusive) into so many ranges, or leaves them whole where that are fewer than two.
    static void split(int parts, int items, Range body) {
        if (parts < 2) {
            body.run(0, items);
            return;
        }
        run(parts, part -> body.run((int) ((long) items * part / parts), (int) ((long) items * (part + 1) / parts)));
    }

    private static void ensureWorkers(int wanted) {
        for (int count = WORKERS.get(); count < wanted; count = WORKERS.get()) {
            if (WORKERS.compareAndSet(count, count + 1)) {
                new Worker(count + 1).start();
            }
        }
    }

    /// The next job, looked for actively for a moment: waking a thread takes longer than many a layer of a network.
    private static Job nextJob() throws InterruptedException {
        long start = System.nanoTime();
        while (System.nanoTime() - start < SPIN_NANOS) {
            Job job = JOBS.poll();
            if (job != null) {
                return job;
            }
            Thread.onSpinWait();
        }
        return JOBS.take();
    }

    /// A number for the current thread: that of a worker, from 1 on, and 0 for all others.
    static int worker() {
        return Thread.currentThread() instanceof Worker worker ? worker.number : 0;
    }

    private static final class Worker extends Thread {
        private final int number;

        Worker(int number) {
            super("tapline-" + number);
            this.number = number;
            setDaemon(true);
        }

        @Override
        public void run() {
            while (true) {
                try {
                    nextJob().work(number);
                } catch (InterruptedException e) {
                    // Nobody has a reason to interrupt a worker, and its work is not its own: it goes on.
                    Thread.interrupted();
                }
            }
        }
    }

    /// Tasks that several threads take one by one. Each begins with a share of its own, where it can with the same one
    /// in each job: what the last layer of a network left in a processor's cache is what its next one needs.
    private static final class Job {
        private final int tasks;
        private final int threads;
        private final Thread caller;
        private final AtomicIntegerArray taken;
        private final AtomicInteger ended = new AtomicInteger();
        private volatile Throwable failure;
        private IntConsumer body;

        Job(int tasks, int threads, IntConsumer body, Thread caller) {
            this.tasks = tasks;
            this.threads = threads;
            this.body = body;
            this.caller = caller;
            taken = new AtomicIntegerArray(tasks);
        }

        /// @param worker 0 is the caller
        void work(int worker) {
            int share = worker == 0 ? 0 : 1 + (worker - 1) % (threads - 1);
            int first = (int) ((long) tasks * share / threads);
            for (int i = 0; i < tasks; i++) {
                int task = (first + i) % tasks;
                if (taken.get(task) == 0 && taken.compareAndSet(task, 0, 1)) {
                    carryOut(task);
                }
            }
        }

        private void carryOut(int task) {
            try {
                body.accept(task);
            } catch (RuntimeException | Error e) {
                failure = e;
            } finally {
                if (ended.incrementAndGet() == tasks) {
                    LockSupport.unpark(caller);
                }
            }
        }

        void await() {
            long start = System.nanoTime();
            while (ended.get() < tasks && System.nanoTime() - start < SPIN_NANOS) {
                Thread.onSpinWait();
            }
            boolean interrupted = false;
            while (ended.get() < tasks) {
                LockSupport.park(this);
                interrupted |= Thread.interrupted();
            }
            // A worker that is busy elsewhere may come late, and would keep arrays alive until then.
            body = null;
            if (interrupted) {
                caller.interrupt();
            }
            switch (failure) {
                case null -> {}
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                case Throwable e -> throw new IllegalStateException(e);
            }
        }
    }
}
