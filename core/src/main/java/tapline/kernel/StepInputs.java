package tapline.kernel;

/// What one stream's convolution reads, in the orders in which single frames and blocks of them read it: taken from
/// the stream's history, and nothing that this does not hold. Not thread-safe.
public final class StepInputs {
    private final SlidingWindow window;
    private final StepRows rows;

    /// @param window null if frames are read in the history
    /// @param rows null if blocks are read in the history
    StepInputs(SlidingWindow window, StepRows rows) {
        this.window = window;
        this.rows = rows;
    }

    SlidingWindow window() {
        return window;
    }

    StepRows rows() {
        return rows;
    }

    /// To be called when the history has become another one: positions mean other frames now.
    public void forget() {
        if (window != null) {
            window.forget();
        }
        if (rows != null) {
            rows.forget();
        }
    }
}
