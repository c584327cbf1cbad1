package tapline.kernel;

/// A convolution's weights in the order in which blocks of frames read them: by group, by tile of output channels,
/// by run of terms, by term, by channel of the tile.
///
/// A tile is two vectors of output channels where there are so many, and registers for them; else one; else the few
/// output channels that a group has, half a vector at most. They are copies, since a loop that finds the next term's
/// weights at a constant distance needs no checks, and reads memory straight on, which a frame's interleaved chains do
/// not allow. Where that is the order of single frames, too, the weights are theirs.
///
/// @param few output channels of a tile that is less than a vector, or 0
/// @param terms of a tile, the ones without effect included
/// @param values the weights, from `first`
/// @param first where the first weight is
record StepTiles(int few, int terms, float[] values, int first) {
    private static final int WIDE = 16;
    private static final int HALF = WIDE / 2;

    static StepTiles of(StepWeights weights) {
        int lanes = weights.lanes();
        int few = few(weights);
        int terms = weights.runs() * weights.length();
        boolean isSame = few == lanes || few == 0 && weights.chains() == 1;
        if (!KernelChoice.hasVectors() || isSame || weights.isDepthwise()) {
            return new StepTiles(few, terms, weights.values(), weights.first());
        }
        int count = Math.multiplyExact(Math.multiplyExact(weights.groups(), terms), width(weights, few));
        AlignedFloats values = AlignedFloats.of(count);
        StepTiles tiles = new StepTiles(few, terms, values.array(), values.at());
        for (int group = 0; group < weights.groups(); group++) {
            for (int chain = 0; chain < weights.chains(); chain++) {
                tiles.copy(weights, group, chain);
            }
        }
        return tiles;
    }

    private static int few(StepWeights weights) {
        if (weights.lanes() != Kernels.lanes()) {
            return weights.lanes();
        }
        return weights.lanes() == WIDE && weights.channels() <= HALF && !weights.isDepthwise() ? HALF : 0;
    }

    /// Output channels of a group, those included that fill up its last tile.
    private static int width(StepWeights weights, int few) {
        return few > 0 ? few : weights.width();
    }

    private void copy(StepWeights weights, int group, int chain) {
        int vector = chain / weights.runs();
        int tile = isPair(weights, vector & -2) ? vector & -2 : vector;
        int used = few > 0 ? few : weights.lanes();
        int step = isPair(weights, tile) ? 2 * used : used;
        int q = position(weights, group, tile)
                + chain % weights.runs() * weights.length() * step
                + (vector - tile) * weights.lanes();
        int source = weights.position(group, chain);
        for (int t = 0; t < weights.length(); t++) {
            System.arraycopy(weights.values(), source + t * weights.step(chain), values, q + t * step, used);
        }
    }

    /// Whether this vector of output channels and the next one make a tile.
    boolean isPair(StepWeights weights, int vector) {
        return weights.lanes() == WIDE && vector + 1 < weights.vectors();
    }

    /// Where the weights begin of a group's tile whose first vector is this.
    int position(StepWeights weights, int group, int vector) {
        return first + (group * width(weights, few) + vector * weights.lanes()) * terms;
    }
}
