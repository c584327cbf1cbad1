package tapline.kernel;

/// How the long sums of a weight's gradient are cut: a rule of the batch and the output length alone, so that
/// neither threads nor the width of vectors can be seen in the result.
///
/// The sum over all signals `n` and output samples `l` of `g[n][co][l] * x[n][ci][l * stride + k * dilation -
/// padLeft]` is cut into blocks: pieces of at most [#PIECE] samples of one signal, or as many whole signals as fill
/// one piece. In a block, sample `l` of a piece belongs to lane `l mod` [#LANES]; each lane is a chain of fused
/// multiply-adds in float32 from +0 on, signal after signal; the lanes are added as a tree (lane `j` and `j + 8`, then
/// 4, 2, 1 apart). The sums of the blocks are added in order in double, and rounded once.
///
/// Where a signal's last samples do not fill all lanes, the others skip a turn: that is not the same as a term of
/// zeros, which would make a lane that has come to -0 a +0.
///
/// @param signals of the batch
/// @param length samples of each signal's output
record GradientBlocks(int signals, int length) {
    static final int LANES = 16;
    static final int PIECE = 4096;

    static GradientBlocks of(ConvProblem problem) {
        return new GradientBlocks(problem.signals(), problem.output().count());
    }

    /// The samples of each signal in the blocks that have most of them.
    int longest() {
        return Math.min(length, PIECE);
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

    /// The first output sample of block `block`, in each of its signals.
    int firstSample(int block) {
        return block % pieces() * PIECE;
    }

    /// How many output samples of each of its signals block `block` has.
    int samples(int block) {
        return Math.min(PIECE, length - firstSample(block));
    }

    /// The sum of all lanes.
    ///
    /// @param lanes from `at`. *Modified* there
    static float tree(float[] lanes, int at) {
        for (int distance = LANES / 2; distance > 0; distance /= 2) {
            for (int j = at; j < at + distance; j++) {
                lanes[j] += lanes[j + distance];
            }
        }
        return lanes[at];
    }
}
