package tapline.kernel;

/// How the long sums of a weight's gradient are cut: a rule of the batch and the output length alone, so that
/// neither threads nor the width of vectors can be seen in the result.
///
/// The sum over all signals `n` and output samples `l` of `g[n][co][l] * x[n][ci][l * stride + k * dilation -
/// padLeft]` is cut into blocks: pieces of at most [#PIECE] samples of one signal, or as many whole signals as fill
/// one piece. In a block, sample `l` of a piece belongs to lane `l mod` [#LANES]; each lane is a chain of fused
/// multiply-adds in float32 from +0 on, which takes the samples that fill all lanes, signal after signal, then
/// those that are left of each signal, filled up with terms of zeros. The lanes are added as a tree (lane `j` and
/// `j + 8`, then 4, 2, 1 apart). The sums of the blocks are added in order in double, and rounded once.
///
/// @param signals of the batch
/// @param length samples of each signal's output
record GradientBlocks(int signals, int length) {
    static final int LANES = 16;
    static final int PIECE = 2048;

    static GradientBlocks of(ConvProblem problem) {
        return new GradientBlocks(problem.signals(), problem.output().count());
    }

    /// The samples of each signal in the blocks that have most of them.
    int longest() {
        return Math.min(length, PIECE);
    }

    /// Whether there are samples that do not fill all lanes.
    boolean hasRests() {
        return length % LANES != 0;
    }

    /// Signals of one block: as many as fill a piece, were each signal's last lanes filled.
    int signalsPerBlock() {
        return length == 0 ? Math.max(1, signals) : Math.max(1, PIECE / (Math.ceilDiv(longest(), LANES) * LANES));
    }

    /// The signals of the blocks that have most of them.
    int mostSignals() {
        return Math.min(signals, signalsPerBlock());
    }

    /// Pieces of one signal.
    int pieces() {
        return Math.ceilDiv(length, PIECE);
    }

    /// How many blocks there are: by signals, and within these by pieces.
    int count() {
        return Math.ceilDiv(signals, signalsPerBlock()) * pieces();
    }

    /// The first signal of block `block`.
    int firstSignal(int block) {
        return block / pieces() * signalsPerBlock();
    }

    /// The signal behind the last of block `block`.
    int endSignal(int block) {
        return Math.min(signals, firstSignal(block) + signalsPerBlock());
    }

    /// How many signals block `block` has.
    int signals(int block) {
        return endSignal(block) - firstSignal(block);
    }

    /// The first output sample of block `block`, in each of its signals.
    int firstSample(int block) {
        return block % pieces() * PIECE;
    }

    /// How many output samples of each of its signals block `block` has.
    int samples(int block) {
        return Math.min(PIECE, length - firstSample(block));
    }

    /// Of these, how many fill all lanes.
    int wholeSamples(int block) {
        return samples(block) / LANES * LANES;
    }

    /// The first two steps of the tree: to lanes 0 to 3, the sums of those 4 apart.
    ///
    /// @param lanes from `at`. *Modified* there
    static void fold(float[] lanes, int at) {
        for (int j = at; j < at + 4; j++) {
            lanes[j] = (lanes[j] + lanes[j + 8]) + (lanes[j + 4] + lanes[j + 12]);
        }
    }

    /// The last two steps of the tree.
    static float sum(float[] folded, int at) {
        return (folded[at] + folded[at + 2]) + (folded[at + 1] + folded[at + 3]);
    }
}
