package tapline.viz;

import java.util.List;

/// One panel of a plot: series that share a y axis. Immutable.
///
/// @param title above the panel; may be empty
/// @param unit of the y axis; may be empty
/// @param series in the order of the legend, which is there if they are several
/// @param compared series of other panels that the y axis has room for, too
public record SignalPanel(String title, String unit, List<Series> series, List<Series> compared) {
    public SignalPanel {
        series = List.copyOf(series);
        compared = List.copyOf(compared);
    }

    public static SignalPanel of(String title, String unit, Series... series) {
        return new SignalPanel(title, unit, List.of(series), List.of());
    }

    /// The panel with a y axis that has room for these series as well: panels that are given the same ones can be
    /// compared by eye.
    public SignalPanel comparedWith(List<Series> series) {
        return new SignalPanel(title, unit, this.series, series);
    }
}
