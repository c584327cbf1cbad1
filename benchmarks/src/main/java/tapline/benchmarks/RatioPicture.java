package tapline.benchmarks;

import java.util.ArrayList;
import java.util.List;
import tapline.viz.Color;
import tapline.viz.Drawing;
import tapline.viz.Mark;
import tapline.viz.Point;
import tapline.viz.Style;
import tapline.viz.Theme;
import tapline.viz.Typeface;

/// Draws the ratios as horizontal bars on a logarithmic scale: to the right where Tapline is faster, to the left
/// where it is slower, by class and shape; the thin line on a bar reaches from the 10th to the 90th percentile.
final class RatioPicture {
    private static final int WIDTH = 900;
    private static final double MARGIN = 32;
    private static final double LABELS = 140;
    private static final double VALUES = 48;
    private static final double LEFT = MARGIN + LABELS;
    private static final double RIGHT = WIDTH - MARGIN - VALUES;
    private static final double TITLE = 18;
    private static final double BODY = 12;
    private static final double SMALL = 10;
    private static final double BAR = 9;
    private static final double BAR_STEP = 12;
    private static final double GAP = 6;
    private static final double CAPITAL = 0.716;

    private final List<ShapeResult> results;
    private final String machine;
    private final List<String> libraries;
    private final RatioScale scale;
    private final List<Mark> marks = new ArrayList<>();
    private Theme theme;

    /// @param results of the same libraries, at least one
    /// @param machine what they were measured on
    RatioPicture(List<ShapeResult> results, String machine) {
        this.results = results;
        this.machine = machine;
        this.libraries =
                results.getFirst().peers().stream().map(PeerResult::library).toList();
        this.scale = RatioScale.of(
                results.stream()
                        .flatMap(result -> result.peers().stream()
                                .filter(PeerResult::isRight)
                                .map(result::ratios))
                        .toList(),
                LEFT,
                RIGHT);
    }

    Drawing draw(Theme theme) {
        this.theme = theme;
        marks.clear();
        String title = "How many times as fast as others Tapline is";
        text(title, MARGIN, MARGIN + TITLE / 2, Mark.Anchor.START, TITLE, Typeface.BOLD, theme.foreground());
        String place = Typeface.REGULAR.fit(machine, BODY, WIDTH - 2 * MARGIN);
        text(place, MARGIN, MARGIN + 2 * TITLE, Mark.Anchor.START, BODY, Typeface.REGULAR, theme.muted());
        legend(MARGIN + 3 * TITLE);
        double top = MARGIN + 5 * TITLE;
        // The grid lies under the bars, but only they tell how long it is.
        int beforeGrid = marks.size();
        double bottom = bars(top);
        marks.addAll(beforeGrid, grid(top - GAP, bottom));
        return new Drawing(
                WIDTH,
                (int) Math.ceil(bottom + MARGIN),
                theme.background(),
                title,
                "Bars of the time of " + String.join(" and ", libraries) + " over that of Tapline, for "
                        + results.size() + " measurements.",
                marks);
    }

    private void legend(double y) {
        double x = MARGIN;
        for (int i = 0; i < libraries.size(); i++) {
            marks.add(new Mark.Box(x, y - BAR / 2, BAR, BAR, 0, Style.fill(theme.category(i))));
            text(libraries.get(i), x + 2 * BAR, y, Mark.Anchor.START, BODY, Typeface.REGULAR, theme.foreground());
            x += 4 * BAR + Typeface.REGULAR.width(libraries.get(i), BODY);
        }
    }

    private double bars(double top) {
        double y = top;
        String group = "";
        for (ShapeResult result : results) {
            String next = result.shape().category() + ", " + result.threads()
                    + (result.threads() == 1 ? " thread" : " threads");
            if (!next.equals(group)) {
                group = next;
                y += GAP + BODY;
                text(group, MARGIN, y - BODY / 2, Mark.Anchor.START, BODY, Typeface.BOLD, theme.foreground());
                y += GAP;
            }
            double middle = y + BAR_STEP * Math.max(1, libraries.size()) / 2;
            String name = Typeface.REGULAR.fit(result.shape().id(), BODY, LABELS - GAP);
            text(name, MARGIN, middle, Mark.Anchor.START, BODY, Typeface.REGULAR, theme.foreground());
            for (int i = 0; i < libraries.size(); i++) {
                bar(result, result.peers().get(i), y + i * BAR_STEP, theme.category(i));
            }
            y += BAR_STEP * Math.max(1, libraries.size()) + GAP;
        }
        return y;
    }

    private void bar(ShapeResult result, PeerResult peer, double y, Color color) {
        double middle = y + BAR_STEP / 2;
        double end = WIDTH - MARGIN;
        if (!peer.isRight()) {
            text("differs", end, middle, Mark.Anchor.END, SMALL, Typeface.REGULAR, color);
            return;
        }
        double ratio = result.ratio(peer.library()).orElseThrow();
        double from = Math.min(scale.pixel(1), scale.pixel(ratio));
        double to = Math.max(scale.pixel(1), scale.pixel(ratio));
        marks.add(new Mark.Box(from, middle - BAR / 2, to - from, BAR, 0, Style.fill(color)));
        Samples ratios = result.ratios(peer);
        marks.add(new Mark.Line(
                new Point(scale.pixel(ratios.low()), middle),
                new Point(scale.pixel(ratios.high()), middle),
                Style.stroke(theme.foreground(), 1)));
        String value = Quantity.threeDigits(ratio);
        text(value, end, middle, Mark.Anchor.END, SMALL, Typeface.REGULAR, theme.foreground());
    }

    private List<Mark> grid(double top, double bottom) {
        List<Mark> grid = new ArrayList<>();
        for (double tick : scale.ticks()) {
            double x = scale.pixel(tick);
            Style style = tick == 1 ? Style.stroke(theme.muted(), 1.5) : Style.stroke(theme.grid(), 1);
            grid.add(new Mark.Line(new Point(x, top), new Point(x, bottom), style));
            text(RatioScale.label(tick), x, top - GAP, Mark.Anchor.MIDDLE, SMALL, Typeface.REGULAR, theme.muted());
        }
        return grid;
    }

    private void text(
            String text, double x, double middle, Mark.Anchor anchor, double size, Typeface typeface, Color color) {
        marks.add(new Mark.Label(new Point(x, middle + CAPITAL / 2 * size), text, anchor, size, typeface, color));
    }
}
