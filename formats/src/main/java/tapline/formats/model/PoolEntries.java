package tapline.formats.model;

import tapline.formats.FormatException;
import tapline.nn.AdaptiveAvgPool1d;
import tapline.nn.AdaptiveMaxPool1d;
import tapline.nn.AvgPool1d;
import tapline.nn.MaxPool1d;
import tapline.nn.Upsample;
import tapline.shape.Interpolation;
import tapline.shape.InterpolationMode;
import tapline.shape.PoolOptions;

/// Pools and what stretches signals.
final class PoolEntries {
    private PoolEntries() {}

    static void addTo(LayerTable table) {
        table.add(
                MaxPool1d.class,
                in -> MaxPool1d.of(windows(in).dilation(in.whole("dilation", 1))),
                (pool, out) -> windows(pool.options(), out)
                        .say("dilation", pool.options().dilation(), 1));
        table.add(
                AvgPool1d.class,
                in -> AvgPool1d.of(windows(in).countIncludePad(in.truth("count_include_pad", true))),
                (pool, out) -> windows(pool.options(), out)
                        .say("count_include_pad", pool.options().countIncludePad(), true));
        table.add(
                AdaptiveMaxPool1d.class,
                in -> AdaptiveMaxPool1d.of(in.whole("output_size")),
                (pool, out) -> out.say("output_size", pool.outputSize()));
        table.add(
                AdaptiveAvgPool1d.class,
                in -> AdaptiveAvgPool1d.of(in.whole("output_size")),
                (pool, out) -> out.say("output_size", pool.outputSize()));
        table.add(Upsample.class, PoolEntries::upsample, PoolEntries::describe);
    }

    private static PoolOptions windows(Fields in) throws FormatException {
        int kernelSize = in.whole("kernel_size");
        return PoolOptions.of(kernelSize)
                .stride(in.whole("stride", kernelSize))
                .padding(in.whole("padding", 0))
                .ceilMode(in.truth("ceil_mode", false));
    }

    private static Description windows(PoolOptions options, Description out) {
        return out.say("kernel_size", options.kernelSize())
                .say("stride", options.stride(), options.kernelSize())
                .say("padding", options.padding(), 0)
                .say("ceil_mode", options.ceilMode(), false);
    }

    private static Upsample upsample(Fields in) throws FormatException {
        return Upsample.of(new Interpolation(
                in.wholeIfSaid("size"),
                in.numberIfSaid("scale_factor"),
                in.word("mode", InterpolationMode.NEAREST),
                in.truth("align_corners", false)));
    }

    private static void describe(Upsample upsample, Description out) {
        Interpolation interpolation = upsample.interpolation();
        interpolation.size().ifPresent(size -> out.say("size", size));
        interpolation.scaleFactor().ifPresent(factor -> out.say("scale_factor", factor));
        out.word("mode", interpolation.mode(), InterpolationMode.NEAREST)
                .say("align_corners", interpolation.alignCorners(), false);
    }
}
