package tapline.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;

/// The libraries that can be measured.
enum PeerLibrary implements Supplier<Peer> {
    LIBTORCH(LibTorchPeer::new),
    ONNXRUNTIME(OnnxRuntimePeer::new),
    JTRANSFORMS(JTransformsPeer::new) {
        @Override
        boolean takes(ConvShape shape) {
            return shape.isLong();
        }
    },
    DJL(() -> new RemotePeer("djl", DjlPeer.class, Map.of())),
    SCALAR(ScalarPeer::new),
    TAPLINE(TaplinePeer::reusingOutput),
    TAPLINE_NEW(TaplinePeer::allocatingOutput);

    private static final Properties VERSIONS = readVersions();

    private final Supplier<Peer> maker;

    PeerLibrary(Supplier<Peer> maker) {
        this.maker = maker;
    }

    /// Loads it, native libraries included.
    @Override
    public Peer get() {
        return maker.get();
    }

    /// Whether it is for such convolutions.
    boolean takes(ConvShape shape) {
        return true;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The version that the build put on the class path.
    String version() {
        return VERSIONS.getProperty(label());
    }

    private static Properties readVersions() {
        Properties versions = new Properties();
        try (InputStream in = PeerLibrary.class.getResourceAsStream("peers.properties")) {
            versions.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return versions;
    }
}
