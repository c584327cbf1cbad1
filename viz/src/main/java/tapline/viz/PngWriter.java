package tapline.viz;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Writes a drawing as PNG, two pixels for each of the drawing's, so that it is sharp on today's screens.
/// Stateless; needs neither a display nor a font.
public final class PngWriter {
    /// Pixels of the image for one of the drawing.
    public static final int SCALE = 2;

    private PngWriter() {}

    /// The drawing as a PNG file's bytes.
    public static byte[] write(Drawing drawing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // The cache in memory, because the default one makes a file.
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            if (!ImageIO.write(image(drawing), "png", out)) {
                throw new IOException("This Java runtime has no PNG writer");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static BufferedImage image(Drawing drawing) {
        int width = Math.multiplyExact(drawing.width(), SCALE);
        int height = Math.multiplyExact(drawing.height(), SCALE);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            graphics.setColor(awt(drawing.background()));
            graphics.fillRect(0, 0, width, height);
            graphics.scale(SCALE, SCALE);
            drawing.marks().forEach(mark -> paint(graphics, mark));
        } finally {
            graphics.dispose();
        }
        return image;
    }

    private static void paint(Graphics2D graphics, Mark mark) {
        switch (mark) {
            case Mark.Box box -> {
                double diameter = 2 * box.radius();
                paint(
                        graphics,
                        new RoundRectangle2D.Double(box.x(), box.y(), box.width(), box.height(), diameter, diameter),
                        box.style());
            }
            case Mark.Line line ->
                paint(
                        graphics,
                        new Line2D.Double(
                                line.from().x(),
                                line.from().y(),
                                line.to().x(),
                                line.to().y()),
                        line.style());
            case Mark.Polyline polyline -> paint(graphics, path(polyline.points(), false), polyline.style());
            case Mark.Polygon polygon -> paint(graphics, path(polygon.points(), true), polygon.style());
            case Mark.Circle circle -> {
                double radius = circle.radius();
                Point center = circle.center();
                paint(
                        graphics,
                        new Ellipse2D.Double(center.x() - radius, center.y() - radius, 2 * radius, 2 * radius),
                        circle.style());
            }
            case Mark.Label label -> {
                graphics.setColor(awt(label.color()));
                graphics.fill(label.typeface()
                        .outline(label.text(), label.left(), label.at().y(), label.size()));
            }
        }
    }

    private static void paint(Graphics2D graphics, Shape shape, Style style) {
        if (!style.fill().isNone()) {
            graphics.setColor(awt(style.fill()));
            graphics.fill(shape);
        }
        if (!style.stroke().isNone()) {
            graphics.setColor(awt(style.stroke()));
            graphics.setStroke(stroke(style));
            graphics.draw(shape);
        }
    }

    private static BasicStroke stroke(Style style) {
        float width = (float) style.strokeWidth();
        if (style.dashes().isEmpty()) {
            return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
        }
        float[] dashes = new float[style.dashes().size()];
        for (int i = 0; i < dashes.length; i++) {
            dashes[i] = style.dashes().get(i).floatValue();
        }
        return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dashes, 0);
    }

    private static Path2D path(List<Point> points, boolean closed) {
        Path2D path = new Path2D.Double();
        for (Point point : points) {
            if (path.getCurrentPoint() == null) {
                path.moveTo(point.x(), point.y());
            } else {
                path.lineTo(point.x(), point.y());
            }
        }
        if (closed && !points.isEmpty()) {
            path.closePath();
        }
        return path;
    }

    private static java.awt.Color awt(Color color) {
        int alpha = (int) Math.round(color.opacity() * 255);
        return new java.awt.Color(alpha << 24 | color.rgb(), true);
    }
}
