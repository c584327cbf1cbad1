package tapline.cli.live;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import tapline.stream.Stream;

/// A live signal on its way through a network: each frame is answered before the next one is waited for. When the
/// signal ends, or the process is told to stop, what the stream remembers is saved: all that was answered, and
/// nothing else.
public final class LiveRun {
    private final Frames frames;
    private final OutputStream out;
    private final Optional<SnapshotFile> snapshot;
    private final Stream stream;
    private final Latencies latencies = new Latencies();
    private boolean stopped;

    LiveRun(LiveNetwork network, Frames frames, OutputStream out, Optional<SnapshotFile> snapshot) throws IOException {
        this.frames = frames;
        this.out = out;
        this.snapshot = snapshot;
        stream = network.plan(frames.channelNames().size()).start();
        if (snapshot.isPresent()) {
            snapshot.get().restore(stream);
        }
        frames.begin(network.outputs(frames.channelNames()));
    }

    /// Answers until the signal ends.
    Latencies run() throws IOException {
        Thread saving = new Thread(this::stopAndSave);
        Runtime.getRuntime().addShutdownHook(saving);
        try {
            answer();
            return latencies;
        } finally {
            stop();
            forget(saving);
        }
    }

    private void answer() throws IOException {
        float[] in = new float[stream.inChannels()];
        float[] answer = new float[stream.outChannels()];
        while (frames.read(in)) {
            long start = System.nanoTime();
            synchronized (this) {
                if (stopped) {
                    return;
                }
                stream.push(in, 0, 1, answer, 0);
                frames.write(answer);
            }
            latencies.add(System.nanoTime() - start);
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
