package tapline.viz;

import java.util.Locale;
import tapline.nn.ModuleSummary;

/// A network from its input down to its output: a box for each layer with the shape of its result, its parameters
/// and multiply-adds, parts indented behind what they belong to. The line at a box's foot is its share of all
/// multiply-adds. Not thread-safe; the drawing is immutable.
///
/// Of networks with many layers, the innermost are left out first, and then those in the middle.
public final class NetworkPicture {
    private final ModuleSummary summary;
    private String title;

    private NetworkPicture(ModuleSummary summary) {
        this.summary = summary;
        this.title = summary.whole().type();
    }

    /// The picture of a network, named by its type unless it gets a title.
    public static NetworkPicture of(ModuleSummary summary) {
        return new NetworkPicture(summary);
    }

    public NetworkPicture title(String title) {
        this.title = title;
        return this;
    }

    public Drawing draw(Theme theme) {
        Canvas canvas = new Canvas(theme);
        double top = canvas.heading(title, subtitle());
        double bottom = new NetworkRows(canvas, summary).draw(top);
        return canvas.finish(bottom, title, "A network of " + (summary.layers().size() - 1) + " parts: " + subtitle());
    }

    private String subtitle() {
        ModuleSummary.Layer whole = summary.whole();
        return number(whole.parameters()) + " parameters, " + number(whole.multiplyAdds())
                + " multiply-adds for an input of shape " + summary.input().toList();
    }

    static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
