package tapline.kernel;

import java.util.Arrays;
import tapline.shape.ConvGeometry;

/// A convolution's weights in the order in which a stream reads them: by group, by vector of output channels,
/// by run of terms, by term, by channel of the vector.
///
/// The runs are those of [SummationOrder], made equally long: a run that has a term less than the others ends
/// with one of weight -0, which meets +0 and so leaves every sum as it is, the sign of a zero included. All
/// sums of an output frame are then chains of the same length. The weights of up to four are interleaved: read by
/// eight chains, they are two streams through memory, which processors fetch faster ahead than one.
///
/// Where each output channel has an input channel of its own (depthwise convolutions), all are one group, whose
/// chains meet vectors of neighbouring inputs.
///
/// @param groups independent parts of the channels; 1 of a depthwise convolution
/// @param isDepthwise whether each output channel has an input channel of its own
/// @param channels output channels of a group
/// @param lanes output channels of a vector; the last vector of a group may have more than are left of it
/// @param vectors how many vectors a group's output channels take
/// @param terms of each output channel
/// @param runs how many runs they are cut into
/// @param cut where
/// @param values the weights, `[groups][vectors][runs][length][lanes]` from `first`, or interleaved
/// @param first where the first weight is
/// @param starts where chains begin, `[groups][vectors][runs][lanes]`: from the bias, or from zero
record StepWeights(
        int groups,
        boolean isDepthwise,
        int channels,
        int lanes,
        int vectors,
        int terms,
        int runs,
        StepRuns cut,
        float[] values,
        int first,
        float[] starts) {
    private static final int FEW = 4;

    /// Chains whose weights are interleaved, so that they are read as one stretch.
    private static final int MOST_TOGETHER = 4;

    /// @param w `[outChannels, inChannels / groups, kernelSize]`. *Not modified*
    /// @param bias `[outChannels]`, or null for none. *Not modified*
    static StepWeights of(ConvGeometry geometry, float[] w, float[] bias) {
        boolean isDepthwise = isDepthwise(geometry);
        int groups = isDepthwise ? 1 : geometry.groups();
        int channels = geometry.outChannels() / groups;
        int terms = geometry.terms();
        int lanes = lanes(channels);
        int vectors = Math.ceilDiv(channels, lanes);
        int runs = SummationOrder.blocks(terms);
        StepRuns cut = StepRuns.of(terms);
        int chains = Math.multiplyExact(Math.multiplyExact(groups, vectors), runs);
        AlignedFloats values = AlignedFloats.of(Math.multiplyExact(Math.multiplyExact(chains, cut.length()), lanes));
        float[] starts = new float[chains * lanes];
        StepWeights weights = new StepWeights(
                groups, isDepthwise, channels, lanes, vectors, terms, runs, cut, values.array(), values.at(), starts);
        for (int chain = 0; chain < chains; chain++) {
            weights.pack(chain, w, bias);
        }
        return weights;
    }

    static boolean isDepthwise(ConvGeometry geometry) {
        return geometry.groups() > 1 && geometry.groupInChannels() == 1 && geometry.groupOutChannels() == 1;
    }

    /// As many as a vector has; fewer channels than a quarter of it don't fill memory with zeros.
    private static int lanes(int channels) {
        if (channels == 1) {
            return 1;
        }
        return channels <= FEW ? FEW : Kernels.lanes();
    }

    private void pack(int chain, float[] w, float[] bias) {
        int run = chain % runs;
        int term = cut.starts()[run];
        int count = cut.counts()[run];
        int q = position(chain / chains(), chain % chains());
        int step = step(chain % chains());
        for (int t = count; t < cut.length(); t++) {
            Arrays.fill(values, q + t * step, q + t * step + lanes, -0f);
        }
        for (int lane = 0; lane < lanes; lane++) {
            int inGroup = chain / runs % vectors * lanes + lane;
            if (inGroup < channels) {
                int channel = chain / runs / vectors * channels + inGroup;
                for (int t = 0; t < count; t++) {
                    values[q + t * step + lane] = w[channel * terms + term + t];
                }
                starts[chain * lanes + lane] = run > 0 || bias == null ? 0 : bias[channel];
            }
        }
    }

    /// Terms of a run, without the one that fills it up.
    int count(int run) {
        return cut.counts()[run];
    }

    /// Terms of a run, with the one that fills it up.
    int length() {
        return cut.length();
    }

    /// How many chains of vectors make one frame of one group.
    int chains() {
        return vectors * runs;
    }

    /// Output channels of a group, those included that fill up its last vector.
    int width() {
        return vectors * lanes;
    }

    /// How many chains have their weights interleaved with those of this one: four, and of the last ones two or one.
    private int together(int chain) {
        if (lanes != Kernels.lanes()) {
            return 1;
        }
        int rest = chains() % MOST_TOGETHER;
        int inRest = chain - (chains() - rest);
        if (inRest < 0) {
            return MOST_TOGETHER;
        }
        return inRest < (rest & 2) ? 2 : 1;
    }

    /// Where the weights of a group's chain begin.
    int position(int group, int chain) {
        int together = together(chain);
        return begin(group, chain & -together) + (chain & together - 1) * lanes;
    }

    /// Where the weights begin of chains that are interleaved, the first of which this is.
    int begin(int group, int chain) {
        return first + (group * chains() + chain) * length() * lanes;
    }

    /// From one term's weights of a chain to the next one's.
    int step(int chain) {
        return together(chain) * lanes;
    }

    /// Where the starts of a group's chain begin.
    int start(int group, int chain) {
        return (group * chains() + chain) * lanes;
    }
}
