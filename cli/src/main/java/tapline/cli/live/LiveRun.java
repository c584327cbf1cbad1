package tapline.cli.live;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.OptionalDouble;
import tapline.stream.Stream;
import tapline.stream.StreamPlan;

/// A live signal on its way through a network: each frame is answered before the next one is waited for. When the
/// signal ends, or the process is told to stop, what the stream remembers is saved: all that was answered, and
/// nothing else.
public final class LiveRun {
    private final Frames frames;
    private final OutputStream out;
    private final Optional<SnapshotFile> snapshot;
    private final Stream stream;
    private final float[] answers;
    private final float[] answer;
    private final Latencies latencies = new Latencies();
    private boolean stopped;

    LiveRun(LiveNetwork network, Frames frames, OutputStream out, Optional<SnapshotFile> snapshot) throws IOException {
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
        Thread saving = new Thread(this::stopAndSave);
        Runtime.getRuntime().addShutdownHook(saving);
        try {
            answer();
            return latencies;
        } catch (FlushingInput.NobodyReadsException e) {
            // Whoever asked for the answers has had enough of them.
            return latencies;
        } finally {
            stop();
            forget(saving);
        }
    }

    private void answer() throws IOException {
        float[] in = new float[stream.inChannels()];
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

    private synchronized void stop() throws IOException {
        if (!stopped) {
            stopped = true;
            out.flush();
            if (snapshot.isPresent()) {
                snapshot.get().save(stream);
            }
        }
    }

    /// The process ends already: there is nobody left to tell but standard error.
    private void stopAndSave() {
        try {
            stop();
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
