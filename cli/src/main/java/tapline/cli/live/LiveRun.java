package tapline.cli.live;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import tapline.stream.Stream;
import tapline.stream.StreamPlan;

/// A live signal on its way through a network: each frame is answered before the next one is waited for. When the
/// signal ends, or the process is told to stop, what the stream remembered when all its answers had been delivered for
/// the last time is saved: a next run loses none, and at worst gives some again.
public final class LiveRun {
    /// How long a process that is told to stop waits for whoever reads the answers.
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Frames frames;
    private final Answers out;
    private final Optional<SnapshotFile> snapshot;
    private final Stream stream;
    private final float[] answers;
    private final float[] answer;
    private final Latencies latencies = new Latencies();
    private boolean stopped;
    /// What the stream remembered when all its answers had been delivered; null as long as none was.
    private volatile byte[] delivered;

    LiveRun(LiveNetwork network, Frames frames, Answers out, Optional<SnapshotFile> snapshot) throws IOException {
        this.frames = frames;
        this.out = out;
        this.snapshot = snapshot;
        checkSampleRate(network.sampleRate(), frames.sampleRate());
        StreamPlan plan = network.plan(frames.channelNames().size());
        stream = plan.start();
        answers = new float[Math.multiplyExact(Math.max(stream.maxFrames(1), stream.maxTail()), plan.outChannels())];
        answer = new float[plan.outChannels()];
        if (snapshot.isPresent()) {
            snapshot.get().restore(stream);
            out.onDelivery(this::remember);
        }
        frames.begin(network.outputs(frames.channelNames(), plan.outChannels()), plan);
    }

    private static void checkSampleRate(OptionalDouble expected, OptionalDouble given) {
        if (expected.isPresent() && given.isPresent() && expected.getAsDouble() != given.getAsDouble()) {
            throw new IllegalArgumentException("standard input: expected a sample rate of " + expected.getAsDouble()
                    + " Hz, as the model was trained on, but got " + given.getAsDouble());
        }
    }

    /// Answers until the signal ends.
    Latencies run() throws IOException {
        Thread saving = new Thread(this::stopInTime);
        Runtime.getRuntime().addShutdownHook(saving);
        try (Closeable _ = this::stop) {
            answer();
        } finally {
            forget(saving);
        }
        return latencies;
    }

    private void answer() throws IOException {
        float[] in = new float[stream.inChannels()];
        try {
            while (frames.read(in)) {
                long start = System.nanoTime();
                synchronized (this) {
                    if (stopped) {
                        return;
                    }
                    write(stream.push(in, 0, 1, answers, 0));
                }
                latencies.add(System.nanoTime() - start);
            }
        } catch (FlushingInput.NobodyReadsException e) {
            // Whoever asked for the answers has had enough of them.
            return;
        }
        finish();
    }

    /// A signal whose stream is saved may go on: its last answers are not due.
    private synchronized void finish() throws IOException {
        if (stopped) {
            return;
        }
        if (snapshot.isEmpty()) {
            write(stream.finish(answers, 0));
        }
        frames.end();
    }

    private void write(int count) throws IOException {
        for (int frame = 0; frame < count; frame++) {
            System.arraycopy(answers, frame * answer.length, answer, 0, answer.length);
            frames.write(answer);
        }
    }

    private synchronized void remember() {
        delivered = stream.snapshot();
    }

    private synchronized void stop() throws IOException {
        if (!stopped) {
            stopped = true;
            out.deliver();
            save();
        }
    }

    private void save() throws IOException {
        byte[] last = delivered;
        if (last != null) {
            snapshot.get().save(last);
        }
    }

    /// The answers may wait for a reader who has paused: then, what was delivered before is saved without them.
    private void stopInTime() {
        Thread stopping = Thread.ofPlatform().daemon().start(() -> orSay(this::stop));
        try {
            if (!stopping.join(PATIENCE)) {
                orSay(this::save);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// The process ends already: there is nobody left to tell but standard error.
    private static void orSay(Closeable action) {
        try {
            action.close();
        } catch (IOException e) {
            System.err.println("tapline: " + e.getMessage());
        }
    }

    private static void forget(Thread saving) {
        try {
            Runtime.getRuntime().removeShutdownHook(saving);
        } catch (IllegalStateException e) {
            // The process ends: the thread finds that all is saved.
        }
    }
}
