package tapline.stream;

import tapline.kernel.StepConv;
import tapline.shape.ConvGeometry;

/// A convolution whose windows are single frames: nothing has to be remembered, and frames are read where they are.
final class PointwisePlan extends MemorylessPlan {
    private final ConvGeometry geometry;
    private final float[] w;
    private final float[] bias;
    private final StepConv conv;

    private PointwisePlan(ConvGeometry geometry, float[] w, float[] bias, StepConv conv) {
        super(geometry.inChannels(), geometry.outChannels(), 1);
        this.geometry = geometry;
        this.w = w;
        this.bias = bias;
        this.conv = conv;
    }

    /// A convolution; one of these, if frames alone are enough for it.
    ///
    /// @param w `[outChannels, inChannels / groups, kernelSize]`. *Not modified*, copied
    /// @param bias `[outChannels]`, or null for none. *Not modified*, copied
    static StreamPlan of(ConvGeometry geometry, float[] w, float[] bias) {
        boolean isPadded = geometry.padLeft() != 0 || geometry.padRight() != 0;
        if (geometry.kernelSize() == 1 && geometry.stride() == 1 && !isPadded && !StepConv.looksBehind(geometry)) {
            StepConv conv = new StepConv(geometry, w, bias, geometry.inChannels());
            return new PointwisePlan(geometry, w.clone(), bias == null ? null : bias.clone(), conv);
        }
        return new ConvPlan(geometry, w, bias);
    }

    @Override
    Mapping mapping(int frames, float[] workspace) {
        return (in, at, inStep, count, out, to, outStep) ->
                conv.run(in, at, inStep, count, out, to, outStep, workspace);
    }

    @Override
    int workspace() {
        return conv.workspace();
    }

    @Override
    void describe(Fingerprint fingerprint) {
        ConvPlan.describe(fingerprint, geometry, w, bias);
    }
}
