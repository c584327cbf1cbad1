package tapline.cli.forecast;

import tapline.tensor.Tensor;

/// A forecast that takes no network, to judge one by.
interface Baseline {
    /// What it is called in tables.
    String name();

    /// The forecast at each sample of what comes `horizon` samples later.
    ///
    /// @param series `[channels, samples]`. *Not modified*
    /// @return `[1, samples]`
    Tensor forecast(Tensor series);

    /// That nothing changes.
    ///
    /// @param channel that is forecast
    record Persistence(int channel) implements Baseline {
        @Override
        public String name() {
            return "persistence";
        }

        @Override
        public Tensor forecast(Tensor series) {
            return series.slice(0, channel, channel + 1);
        }
    }
}
