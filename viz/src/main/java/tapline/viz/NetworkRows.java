package tapline.viz;

import java.util.ArrayList;
import java.util.List;
import tapline.nn.ModuleSummary;
import tapline.nn.Sequential;
import tapline.shape.Shape;

/// The rows of a picture of a network: the input, and a box for each layer that is shown.
///
/// @param canvas where they are drawn
record NetworkRows(Canvas canvas, ModuleSummary summary) {
    private static final int MOST_ROWS = 60;
    private static final int DEEPEST_INDENT = 8;
    private static final double INDENT = 26;
    private static final double HEIGHT = 28;
    private static final double STEP = 38;
    private static final double INSIDE = 10;
    private static final double SHARE_HEIGHT = 2;
    /// Where the numbers of each column end.
    private static final double SHAPE_END = Canvas.RIGHT - 230;
    private static final double PARAMETERS_END = Canvas.RIGHT - 122;
    private static final double PRODUCTS_END = Canvas.RIGHT - INSIDE;
    private static final double COLUMN = 102;

    double draw(double top) {
        TextStyle caption = canvas.caption();
        canvas.text("output", SHAPE_END, top, Mark.Anchor.END, caption);
        canvas.text("parameters", PARAMETERS_END, top, Mark.Anchor.END, caption);
        canvas.text("multiply-adds", PRODUCTS_END, top, Mark.Anchor.END, caption);
        double y = top + Canvas.LINE;
        drawInput(y);
        List<ModuleSummary.Layer> shown = shown();
        int left = summary.layers().size() - 1 - shown.size();
        int half = shown.size() > MOST_ROWS ? MOST_ROWS / 2 : shown.size();
        y = drawAll(shown.subList(0, half), y + STEP, y + HEIGHT);
        if (half < shown.size()) {
            left += shown.size() - 2 * half;
            canvas.dotsDown(Canvas.MARGIN + INSIDE, y + HEIGHT / 2, caption.color());
            y = drawAll(shown.subList(shown.size() - half, shown.size()), y + STEP, Double.NaN);
        }
        if (left > 0) {
            canvas.text(
                    left + (left == 1 ? " part is" : " parts are") + " not shown",
                    Canvas.MARGIN,
                    y + Canvas.LINE / 2,
                    Mark.Anchor.START,
                    caption);
            y += Canvas.LINE;
        }
        return y;
    }

    /// All parts as deep as there is room for; the network itself where it has none.
    private List<ModuleSummary.Layer> shown() {
        List<ModuleSummary.Layer> parts =
                summary.layers().subList(1, summary.layers().size());
        if (parts.isEmpty()) {
            return summary.layers();
        }
        int depth = parts.stream().mapToInt(ModuleSummary.Layer::depth).max().getAsInt();
        List<ModuleSummary.Layer> shown = parts;
        while (shown.size() > MOST_ROWS && depth > 1) {
            int most = --depth;
            shown = parts.stream().filter(layer -> layer.depth() <= most).toList();
        }
        return shown;
    }

    private void drawInput(double y) {
        Theme theme = canvas.theme();
        double width = Canvas.RIGHT - Canvas.MARGIN;
        canvas.box(
                Canvas.MARGIN,
                y,
                width,
                HEIGHT,
                Style.fill(theme.background()).outlined(theme.muted(), 1).dashed());
        canvas.text("input", Canvas.MARGIN + INSIDE, y + HEIGHT / 2, Mark.Anchor.START, canvas.caption());
        column(summary.input().toList(), SHAPE_END, y, canvas.body());
    }

    /// @param above the bottom of what the first of them follows; NaN where that is not shown
    /// @return where the next row begins
    private double drawAll(List<ModuleSummary.Layer> layers, double top, double above) {
        List<Double> bottoms = new ArrayList<>(List.of(above));
        double y = top;
        for (ModuleSummary.Layer layer : layers) {
            int level = level(layer);
            while (bottoms.size() <= level) {
                bottoms.add(Double.NaN);
            }
            bottoms.subList(level + 1, bottoms.size()).clear();
            double previous = bottoms.get(level);
            boolean isFirst = y == top && !Double.isNaN(above);
            if (isFirst || previous > 0 && isInChain(layer)) {
                double x = left(layer) + INSIDE;
                canvas.line(x, previous, x, y - 1, Style.stroke(canvas.theme().muted(), 1));
                canvas.arrowHeadDown(x, y, canvas.theme().muted());
            }
            draw(layer, y);
            bottoms.set(level, y + HEIGHT);
            y += STEP;
        }
        return y;
    }

    /// Only in a chain does each part follow the one before it.
    private boolean isInChain(ModuleSummary.Layer layer) {
        String parent = layer.name().substring(0, Math.max(0, layer.name().lastIndexOf('.')));
        return summary.layers().stream()
                .anyMatch(other -> other.name().equals(parent) && other.module() instanceof Sequential);
    }

    private void draw(ModuleSummary.Layer layer, double y) {
        Theme theme = canvas.theme();
        boolean isLeaf = layer.module().namedChildren().isEmpty();
        double x = left(layer);
        double width = Canvas.RIGHT - x;
        Color fill =
                !isLeaf ? theme.background() : layer.parameters() > 0 ? theme.tint(theme.kernel()) : theme.surface();
        canvas.box(x, y, width, HEIGHT, Style.fill(fill).outlined(theme.grid(), 1));
        double share =
                (double) layer.multiplyAdds() / Math.max(1, summary.whole().multiplyAdds());
        if (isLeaf && share * width >= 1) {
            canvas.box(x, y + HEIGHT - SHARE_HEIGHT, share * width, SHARE_HEIGHT, Style.fill(theme.kernel()));
        }
        TextStyle style = isLeaf ? canvas.body() : canvas.body().bold();
        double room = SHAPE_END - COLUMN - x - INSIDE;
        canvas.text(
                Canvas.fit(label(layer, isLeaf), style, room), x + INSIDE, y + HEIGHT / 2, Mark.Anchor.START, style);
        column(layer.output().map(Shape::toList).orElse(""), SHAPE_END, y, style);
        column(layer.parameters() > 0 ? NetworkPicture.number(layer.parameters()) : "", PARAMETERS_END, y, style);
        column(layer.multiplyAdds() > 0 ? NetworkPicture.number(layer.multiplyAdds()) : "", PRODUCTS_END, y, style);
    }

    private void column(String text, double end, double y, TextStyle style) {
        if (!text.isEmpty()) {
            canvas.text(Canvas.fit(text, style, COLUMN), end, y + HEIGHT / 2, Mark.Anchor.END, style);
        }
    }

    private static String label(ModuleSummary.Layer layer, boolean isLeaf) {
        String name = layer.name().substring(layer.name().lastIndexOf('.') + 1);
        String text = isLeaf ? layer.module().toString() : layer.type();
        return name.isEmpty() ? text : name + ": " + text;
    }

    /// How far a layer is indented: the network itself is not shown beside its parts.
    private static int level(ModuleSummary.Layer layer) {
        return Math.clamp(layer.depth() - 1, 0, DEEPEST_INDENT);
    }

    private static double left(ModuleSummary.Layer layer) {
        return Canvas.MARGIN + level(layer) * INDENT;
    }
}
