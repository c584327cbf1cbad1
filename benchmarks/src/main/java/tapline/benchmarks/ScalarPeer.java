package tapline.benchmarks;

import tapline.kernel.ConvKernel;
import tapline.kernel.ConvProblem;
import tapline.kernel.OutputRows;
import tapline.kernel.ScalarConvKernel;

/// Tapline's plain loops on one thread, whatever kernel Tapline itself would choose: the baseline of its kernels.
/// They are reached behind the public API, which lets nobody choose.
final class ScalarPeer implements Peer {
    private final ConvKernel kernel = new ScalarConvKernel();
    private ConvData data;
    private ConvProblem problem;
    private float[] last;

    @Override
    public String name() {
        return PeerLibrary.SCALAR.label();
    }

    @Override
    public void prepare(ConvData data, int threads) {
        ConvShape shape = data.shape();
        this.data = data;
        this.problem =
                new ConvProblem(shape.geometry(), shape.batch(), shape.length(), OutputRows.full(shape.outputLength()));
    }

    @Override
    public void run() {
        last = new float[data.shape().outputElements()];
        kernel.run(problem, data.input(), data.weight(), data.bias(), last);
    }

    @Override
    public float[] result() {
        run();
        return last;
    }

    @Override
    public void close() {
        last = null;
    }
}
