package tapline.viz;

import java.util.ArrayList;
import java.util.List;

/// Signals as lines: one or several panels, one above the other, over a common x axis. Not thread-safe; the
/// drawing is immutable.
///
/// A million samples are drawn as quickly as a thousand, in a file as small: a pixel column keeps only its least
/// and its greatest sample.
///
/// ```java
/// Series ecg = Series.of("ECG", samples).sampleRate(360);
/// Drawing drawing = SignalPlot.of("Record 208").xLabel("time [s]")
///         .panel("raw", "mV", ecg)
///         .draw(Theme.LIGHT);
/// ```
public final class SignalPlot {
    private final String title;
    private String subtitle = "";
    private String xLabel = "sample";
    private final List<SignalPanel> panels = new ArrayList<>();

    private SignalPlot(String title) {
        this.title = title;
    }

    /// A plot without panels.
    public static SignalPlot of(String title) {
        return new SignalPlot(title);
    }

    public SignalPlot subtitle(String subtitle) {
        this.subtitle = subtitle;
        return this;
    }

    /// What the x axis counts, with its unit.
    public SignalPlot xLabel(String xLabel) {
        this.xLabel = xLabel;
        return this;
    }

    /// Adds a panel below the others.
    public SignalPlot panel(SignalPanel panel) {
        panels.add(panel);
        return this;
    }

    /// Adds a panel below the others.
    ///
    /// @param title above the panel; may be empty
    /// @param unit of the y axis; may be empty
    public SignalPlot panel(String title, String unit, Series... series) {
        return panel(SignalPanel.of(title, unit, series));
    }

    /// @throws IllegalArgumentException if there is no panel
    public Drawing draw(Theme theme) {
        if (panels.isEmpty()) {
            throw new IllegalArgumentException("The plot '" + title + "' has no panel to draw");
        }
        Canvas canvas = new Canvas(theme);
        double top = canvas.heading(title, subtitle);
        double bottom = new SignalPanels(canvas, List.copyOf(panels), xLabel).draw(top);
        String description = panels.size() + (panels.size() == 1 ? " panel" : " panels") + " over " + xLabel + ".";
        return canvas.finish(bottom, title, description);
    }
}
