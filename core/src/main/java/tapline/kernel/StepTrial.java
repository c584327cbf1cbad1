package tapline.kernel;

import java.util.ArrayList;
import java.util.List;
import tapline.shape.ConvGeometry;
import tapline.shape.PaddingMode;

/// The steps of streams on which vectors have to be faster than plain loops.
final class StepTrial {
    private static final int LENGTH = 300;

    private StepTrial() {}

    static SpeedTrial of(StepKernel vectors, StepKernel scalar) {
        // Eight, four, two and one chains of vectors, each with all numbers of runs: a branch that is not taken here is
        // compiled away, and then all of it is slow for seconds where it is. Windows with runs of one length and of
        // two; short and long kernels; dilated ones, whose terms are looked up; pointwise ones, whose blocks are read
        // where they lie.
        int v = Kernels.lanes();
        List<Steps> steps = List.of(
                new Steps(16, 2 * v, 15, 2),
                new Steps(16, 4 * v, 5, 1),
                new Steps(8, 8 * v, 3, 1),
                new Steps(16, v, 15, 2),
                new Steps(16, 2 * v, 5, 1),
                new Steps(8, 4 * v, 3, 1),
                new Steps(16, v, 3, 2),
                new Steps(8, 2 * v, 3, 1),
                new Steps(8, v, 5, 1),
                new Steps(4, v, 40, 1),
                Steps.depthwise(2 * v, 7),
                Steps.depthwise(2 * v, 50),
                new Steps(16, 2 * v, 15, 1),
                new Steps(13, 2 * v, 15, 1),
                new Steps(16, v, 15, 1),
                new Steps(13, v, 15, 1),
                new Steps(50, 2 * v, 1, 1),
                new Steps(50, v, 1, 1));
        // Those and, as vectors of frames, eight, four and one output channels. Single frames of four and one are no
        // contest, but have been seen.
        List<Steps> few = List.of(new Steps(6, 3, 9, 1), new Steps(1, 1, 64, 1));
        List<Steps> blocks = new ArrayList<>(steps);
        blocks.add(new Steps(6, 7, 9, 1));
        blocks.addAll(few);

        List<SpeedTrial.Contest> contests = new ArrayList<>();
        few.forEach(step -> step.run(vectors, 1));
        steps.forEach(step -> contests.add(step.contest(vectors, scalar, 1)));
        blocks.forEach(step -> contests.add(step.contest(vectors, scalar, StepConv.BLOCK)));
        contests.add(new Steps(16, v, 15, 1).contest(vectors, scalar, StepKernel.FEWEST));
        return new SpeedTrial(contests);
    }

    /// A convolution that steps over a history of random numbers.
    private record Steps(
            StepConv conv,
            StepInputs inputs,
            int window,
            int pitch,
            int channels,
            float[] history,
            float[] out,
            float[] workspace) {
        Steps(int in, int out, int kernelSize, int dilation) {
            this(new ConvGeometry(in, out, kernelSize, 1, dilation, 1, 0, 0, PaddingMode.ZEROS));
        }

        static Steps depthwise(int channels, int kernelSize) {
            return new Steps(new ConvGeometry(channels, channels, kernelSize, 1, 1, channels, 0, 0, PaddingMode.ZEROS));
        }

        Steps(ConvGeometry geometry) {
            this(
                    geometry,
                    new StepConv(
                            geometry,
                            VectorTrial.numbers(geometry.outChannels() * geometry.terms()),
                            null,
                            geometry.inChannels() + 1));
        }

        Steps(ConvGeometry geometry, StepConv conv) {
            this(
                    conv,
                    conv.inputs(StepConv.BLOCK),
                    geometry.receptiveField(),
                    geometry.inChannels() + 1,
                    geometry.outChannels(),
                    VectorTrial.numbers(LENGTH * (geometry.inChannels() + 1) + StepConv.BLOCK),
                    new float[geometry.outChannels() * StepConv.BLOCK],
                    new float[conv.workspace()]);
        }

        SpeedTrial.Contest contest(StepKernel vectors, StepKernel scalar, int frames) {
            return new SpeedTrial.Contest(() -> run(vectors, frames), () -> run(scalar, frames));
        }

        private void run(StepKernel kernel, int frames) {
            for (int at = 0; at + window + frames <= LENGTH; at += frames) {
                conv.run(kernel, inputs, at, history, at * pitch, frames, out, 0, channels, workspace);
            }
        }
    }
}
