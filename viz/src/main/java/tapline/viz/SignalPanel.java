package tapline.viz;

import java.util.List;

/// One panel of a plot: series that share a y axis. Immutable.
///
/// @param title above the panel; may be empty
/// @param unit of the y axis; may be empty
/// @param series in the order of the legend, which is there if they are several
public record SignalPanel(String title, String unit, List<Series> series) {
    public SignalPanel {
        series = List.copyOf(series);
    }

    public static SignalPanel of(String title, String unit, Series... series) {
        return new SignalPanel(title, unit, List.of(series));
    }
}
