package tapline.kernel;

/// Where what terms meet begins in scratch, for the terms of the input channels that are copied at a time.
///
/// @param wholes where each term's whole samples begin; the last term's is there again for each that a tile may
///     reach beyond it
/// @param rests the same for its rests
record StagedTerms(int[] wholes, int[] rests) {
    /// @param terms how many
    StagedTerms(int terms) {
        this(new int[terms + GradientTiles.MOST_TERMS - 1], new int[terms + GradientTiles.MOST_TERMS - 1]);
    }

    /// Says where term `term` begins; all behind it begin there, too, until something else is said.
    void set(int term, int whole, int rest) {
        int end = Math.min(term + GradientTiles.MOST_TERMS, wholes.length);
        for (int i = term; i < end; i++) {
            wholes[i] = whole;
            rests[i] = rest;
        }
    }
}
