package tapline.cli;

import java.io.PrintWriter;
import tapline.nn.ModuleSummary;
import tapline.shape.Shape;

/// A network in text: a row for each layer, and how it works on a live signal.
record NetworkText(NetworkReport report) {
    void print(PrintWriter out) {
        out.println();
        report.summary()
                .ifPresentOrElse(
                        summary -> print(out, summary),
                        () -> out.println("network: " + report.type() + ", whose shapes are not known: "
                                + report.problem() + "; --input-shape says what it takes"));
        report.plan()
                .ifPresentOrElse(
                        plan -> {
                            out.println("receptive field: " + LayerText.samples(plan.receptiveField()));
                            out.println("latency: " + LayerText.samples(plan.latency()));
                            out.println("can be streamed: yes");
                        },
                        () -> out.println("can be streamed: no; " + report.notStreamed()));
    }

    private void print(PrintWriter out, ModuleSummary summary) {
        out.println("network: " + report.type() + " for an input of shape "
                + summary.input().toList());
        out.println();
        TextTable table = new TextTable(2).row("layer", "type", "output", "parameters", "multiply-adds");
        for (ModuleSummary.Layer layer : summary.layers()) {
            table.row(
                    layer.name().isEmpty() ? "(all)" : layer.name(),
                    layer.type(),
                    layer.output().map(Shape::toList).orElse("-"),
                    Long.toString(layer.parameters()),
                    Long.toString(layer.multiplyAdds()));
        }
        table.print(out);
        out.println();
    }
}
