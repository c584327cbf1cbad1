package tapline.kernel;

import tapline.shape.ConvGeometry;

/// What a convolution multiplies with, and what it makes of each sum.
///
/// Thread-safe, as long as nobody changes the arrays.
public final class ConvWeights {
    private final float[] values;
    private final float[] bias;
    private final ElementFunction activation;
    private final boolean isKept;
    private volatile PackedWeights packed;

    private ConvWeights(float[] values, float[] bias, ElementFunction activation, boolean isKept) {
        this.values = values;
        this.bias = bias;
        this.activation = activation;
        this.isKept = isKept;
    }

    /// For one call.
    ///
    /// @param values `[outChannels, inChannels / groups, kernelSize]`. *Not modified*
    /// @param bias `[outChannels]`, or null for none. *Not modified*
    public static ConvWeights once(float[] values, float[] bias) {
        return new ConvWeights(values, bias, null, false);
    }

    /// For many calls with the same geometry, but for its padding: the order in which a kernel reads them is made
    /// once, and kept beside them.
    ///
    /// @param values as above, and the same numbers in every call. *Not modified*
    /// @param bias as above
    /// @param activation of every sum; null for none
    public static ConvWeights kept(float[] values, float[] bias, ElementFunction activation) {
        return new ConvWeights(values, bias, activation, true);
    }

    float[] values() {
        return values;
    }

    /// Null for none.
    float[] bias() {
        return bias;
    }

    /// Whether they are the same in many calls.
    boolean isKept() {
        return isKept;
    }

    /// The order in which [PanelConv] reads them.
    ///
    /// @param scratch where it goes if it isn't kept
    PackedWeights packed(ConvGeometry geometry, Scratch scratch) {
        if (!isKept) {
            return PackedWeights.byGroup(geometry, this, scratch);
        }
        // Two threads may both make it; either one's will do.
        if (packed == null) {
            packed = PackedWeights.whole(geometry, this);
        }
        return packed;
    }

    /// What becomes of finished sums.
    ///
    /// @param sums *Modified* from `from` to `to`
    void activate(float[] sums, int from, int to) {
        if (activation != null) {
            activation.apply(sums, sums, from, to);
        }
    }
}
