package tapline.benchmarks;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.LayoutType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv1d;
import java.util.stream.IntStream;

/// DJL's own default: its engine for PyTorch, whose LibTorch must be the only one of its process.
final class DjlPeer implements Peer {
    private static final String ENGINE = "PyTorch";
    private static final LayoutType[] LAYOUT = {LayoutType.BATCH, LayoutType.CHANNEL, LayoutType.WIDTH};

    private NDManager manager;
    private ConvShape shape;
    private NDArray input;
    private NDArray weight;
    private NDArray bias;

    @Override
    public String name() {
        return PeerLibrary.DJL.label();
    }

    @Override
    public void prepare(ConvData data, int threads) {
        shape = data.shape();
        close();
        // Read when the engine begins; one process has one number of threads.
        System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        manager = Engine.getEngine(ENGINE).newBaseManager(Device.cpu());
        input = manager.create(data.input(), new Shape(longs(shape.inputSizes()), LAYOUT));
        weight = manager.create(data.weight(), new Shape(longs(shape.weightSizes())));
        bias = manager.create(data.bias(), new Shape(shape.outChannels()));
    }

    private static long[] longs(int[] sizes) {
        return IntStream.of(sizes).asLongStream().toArray();
    }

    @Override
    public void run() {
        // Without this, results would wait for their manager's end.
        try (NDList _ = convolve()) {
            // The result goes back to the library's allocator.
        }
    }

    @Override
    public float[] result() {
        try (NDList output = convolve()) {
            return output.singletonOrThrow().toFloatArray();
        }
    }

    private NDList convolve() {
        return Conv1d.conv1d(
                input,
                weight,
                bias,
                new Shape(shape.stride()),
                new Shape(shape.padding()),
                new Shape(shape.dilation()),
                shape.groups());
    }

    @Override
    public void close() {
        if (manager != null) {
            manager.close();
            manager = null;
        }
    }
}
