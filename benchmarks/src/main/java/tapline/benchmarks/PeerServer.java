package tapline.benchmarks;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;

/// The other side of a [RemotePeer]: answers questions on standard input, until they end. Each answer begins with an
/// empty text; another one says what went wrong, and is the last.
final class PeerServer {
    /// Followed by the number of threads and the convolution.
    static final int PREPARE = 1;
    /// Followed by the number of calls; answered by the seconds that they took.
    static final int RUN = 2;
    /// Answered by the result.
    static final int RESULT = 3;

    private PeerServer() {}

    /// @param args the name of the peer's class
    public static void main(String[] args) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(System.in));
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
        // What a library prints must not be taken for an answer.
        System.setOut(System.err);
        try (Peer peer = (Peer) Class.forName(args[0]).getDeclaredConstructor().newInstance()) {
            for (int question = in.read(); question >= 0; question = in.read()) {
                answer(question, peer, in, out);
                out.flush();
            }
        } catch (Throwable e) {
            // Whatever it is, the other side would only see that the answers end.
            out.writeUTF((e instanceof InvocationTargetException ? e.getCause() : e).toString());
            out.flush();
        }
    }

    private static void answer(int question, Peer peer, DataInputStream in, DataOutputStream out) throws IOException {
        switch (question) {
            case PREPARE -> {
                int threads = in.readInt();
                peer.prepare(Wire.readData(in), threads);
                out.writeUTF("");
            }
            case RUN -> {
                double seconds = peer.seconds(in.readInt());
                out.writeUTF("");
                out.writeDouble(seconds);
            }
            case RESULT -> {
                float[] result = peer.result();
                out.writeUTF("");
                Wire.write(result, out);
            }
            default -> throw new IOException("an unknown question: " + question);
        }
    }
}
