package tapline.benchmarks;

import java.util.Optional;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.LongArrayRef;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/// PyTorch's C++ library: `torch::conv1d` in inference mode, on tensors of its own memory.
final class LibTorchPeer implements Peer {
    /// What lives as long as the convolution does.
    private PointerScope scope;
    private InferenceMode inference;
    private Tensor input;
    private Tensor weight;
    private TensorOptional bias;
    private LongPointer[] sizes;
    private LongArrayRef stride;
    private LongArrayRef padding;
    private LongArrayRef dilation;
    private long groups;

    @Override
    public String name() {
        return PeerLibrary.LIBTORCH.label();
    }

    /// In a process of its own, without oneDNN's code for AVX-512, which is wrong on some processors.
    @Override
    public Optional<Peer> otherwise() {
        return Optional.of(new RemotePeer(name(), LibTorchPeer.class, RemotePeer.WITHOUT_AVX512));
    }

    @Override
    public void prepare(ConvData data, int threads) {
        ConvShape shape = data.shape();
        LibTorch.useThreads(threads);
        scope = new PointerScope();
        inference = new InferenceMode(true);
        input = tensor(data.input(), shape.inputSizes());
        weight = tensor(data.weight(), shape.weightSizes());
        bias = new TensorOptional(tensor(data.bias(), shape.outChannels()));
        // A LongArrayRef does not own its numbers: they have to stay reachable beside it.
        sizes = IntStream.of(shape.stride(), shape.padding(), shape.dilation())
                .mapToObj(size -> new LongPointer(new long[] {size}))
                .toArray(LongPointer[]::new);
        stride = new LongArrayRef(sizes[0], 1);
        padding = new LongArrayRef(sizes[1], 1);
        dilation = new LongArrayRef(sizes[2], 1);
        groups = shape.groups();
    }

    @Override
    public void run() {
        // Without a scope, results would wait for the garbage collector, which knows nothing of their size.
        try (PointerScope _ = new PointerScope()) {
            convolve();
        }
    }

    @Override
    public float[] result() {
        try (PointerScope _ = new PointerScope()) {
            return floats(convolve());
        }
    }

    private Tensor convolve() {
        return torch.conv1d(input, weight, bias, stride, padding, dilation, groups);
    }

    /// A copy, aligned as the library aligns its own tensors.
    static Tensor tensor(float[] values, int... sizes) {
        long[] shape = IntStream.of(sizes).asLongStream().toArray();
        return torch.from_blob(new FloatPointer(values), shape).clone();
    }

    /// A copy of a tensor's numbers.
    static float[] floats(Tensor tensor) {
        Tensor contiguous = tensor.contiguous();
        float[] values = new float[Math.toIntExact(contiguous.numel())];
        contiguous.data_ptr_float().get(values);
        return values;
    }

    @Override
    public void close() {
        if (inference != null) {
            inference.close();
            scope.close();
            inference = null;
        }
    }
}
