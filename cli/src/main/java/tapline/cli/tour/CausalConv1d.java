package tapline.cli.tour;

import tapline.nn.Conv1d;
import tapline.nn.Module;
import tapline.tensor.Tensor;

/// The tutorial's own class, as it is there: pads both ends and drops the results of the right one. The library's
/// [tapline.nn.CausalConv1d] gives the same bits without computing what is dropped.
final class CausalConv1d extends Module {
    private final int padding;
    final Conv1d conv1d;

    CausalConv1d(int inChannels, int outChannels, int kernelSize, int dilation) {
        padding = (kernelSize - 1) * dilation;
        conv1d = register(
                "conv1d",
                Conv1d.of(inChannels, outChannels, kernelSize)
                        .bias(false)
                        .padding(padding)
                        .dilation(dilation)
                        .build());
    }

    @Override
    public Tensor forward(Tensor x) {
        return conv1d.forward(x).slice(2, 0, -padding); // drop the right padded calculations
    }
}
