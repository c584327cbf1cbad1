package tapline.benchmarks;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A peer in a process of its own, for what can't live in this one. Its calls are timed there; between them the
/// process waits for the next question, and so takes no time from what is measured meanwhile.
final class RemotePeer implements Peer {
    /// Has oneDNN use its older code.
    static final Map<String, String> WITHOUT_AVX512 = Map.of("ONEDNN_MAX_CPU_ISA", "AVX2");

    /// How long a process may take to end.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String name;
    private final Class<? extends Peer> peer;
    private final Map<String, String> environment;
    private Process process;
    private DataOutputStream questions;
    private DataInputStream answers;

    /// @param peer what the process makes, by its constructor without arguments
    /// @param environment variables of the process, beside those that are there
    RemotePeer(String name, Class<? extends Peer> peer, Map<String, String> environment) {
        this.name = name;
        this.peer = peer;
        this.environment = environment;
    }

    @Override
    public String name() {
        return name;
    }

    /// For libraries with oneDNN, whose code for AVX-512 is wrong on some processors.
    @Override
    public Optional<Peer> otherwise() {
        return environment.equals(WITHOUT_AVX512)
                ? Optional.empty()
                : Optional.of(new RemotePeer(name, peer, WITHOUT_AVX512));
    }

    @Override
    public void prepare(ConvData data, int threads) {
        ask(() -> {
            if (process == null) {
                start();
            }
            questions.writeByte(PeerServer.PREPARE);
            questions.writeInt(threads);
            Wire.write(data, questions);
            return answer();
        });
    }

    private void start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-Xlog:disable",
                property("org.bytedeco.javacpp.cachedir"),
                property("DJL_CACHE_DIR"),
                "-Dai.djl.offline=true",
                "-cp",
                System.getProperty("java.class.path"),
                PeerServer.class.getName(),
                peer.getName()));
        builder.environment().putAll(environment);
        // Some libraries complain in each call; what goes wrong comes as an answer.
        process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        questions = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
        answers = new DataInputStream(new BufferedInputStream(process.getInputStream()));
    }

    private static String property(String key) {
        return "-D" + key + "=" + System.getProperty(key, new File("target", "natives").getAbsolutePath());
    }

    @Override
    public void run() {
        seconds(1);
    }

    @Override
    public double seconds(int calls) {
        return ask(() -> {
            questions.writeByte(PeerServer.RUN);
            questions.writeInt(calls);
            return answer().readDouble();
        });
    }

    @Override
    public float[] result() {
        return ask(() -> {
            questions.writeByte(PeerServer.RESULT);
            return Wire.readFloats(answer());
        });
    }

    private DataInputStream answer() throws IOException {
        questions.flush();
        String problem = answers.readUTF();
        if (!problem.isEmpty()) {
            throw new IOException(problem);
        }
        return answers;
    }

    private interface Question<T> {
        T ask() throws IOException;
    }

    private <T> T ask(Question<T> question) {
        try {
            return question.ask();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " failed in its own process: " + e.getMessage(), e);
        }
    }

    /// Ends the process: its questions end.
    @Override
    public void close() {
        if (process == null) {
            return;
        }
        try {
            questions.close();
        } catch (IOException e) {
            // It has ended before.
        }
        try {
            process.waitFor(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        process = null;
    }
}
