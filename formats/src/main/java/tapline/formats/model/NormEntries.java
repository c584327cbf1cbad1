package tapline.formats.model;

import java.util.OptionalDouble;
import tapline.formats.FormatException;
import tapline.nn.BatchNorm1d;
import tapline.nn.GroupNorm;
import tapline.nn.InstanceNorm1d;
import tapline.nn.LayerNorm;
import tapline.nn.NormBuilder;

/// Norms of channels.
final class NormEntries {
    private static final double EPS = 1e-5;
    private static final double MOMENTUM = 0.1;

    private NormEntries() {}

    static void addTo(LayerTable table) {
        table.add(
                BatchNorm1d.class,
                in -> common(BatchNorm1d.of(in.whole("num_features")), in, "affine", true)
                        .momentum(in.numberOrNull("momentum", MOMENTUM))
                        .trackRunningStats(in.truth("track_running_stats", true))
                        .build(),
                (norm, out) -> momentum(
                                out.say("num_features", norm.channels()).say("eps", norm.eps(), EPS), norm.momentum())
                        .say("affine", norm.weight().isPresent(), true)
                        .say("track_running_stats", norm.runningMean().isPresent(), true)
                        .dtype(norm));
        table.add(
                InstanceNorm1d.class,
                in -> common(InstanceNorm1d.of(in.whole("num_features")), in, "affine", false)
                        .momentum(in.numberOrNull("momentum", MOMENTUM))
                        .trackRunningStats(in.truth("track_running_stats", false))
                        .build(),
                (norm, out) -> momentum(
                                out.say("num_features", norm.channels()).say("eps", norm.eps(), EPS), norm.momentum())
                        .say("affine", norm.weight().isPresent(), false)
                        .say("track_running_stats", norm.runningMean().isPresent(), false)
                        .dtype(norm));
        table.add(
                GroupNorm.class,
                in -> common(GroupNorm.of(in.whole("num_groups"), in.whole("num_channels")), in, "affine", true)
                        .build(),
                (norm, out) -> out.say("num_groups", norm.groups())
                        .say("num_channels", norm.channels())
                        .say("eps", norm.eps(), EPS)
                        .say("affine", norm.weight().isPresent(), true)
                        .dtype(norm));
        table.add(
                LayerNorm.class,
                in -> common(LayerNorm.of(in.wholes("normalized_shape")), in, "elementwise_affine", true)
                        .build(),
                (norm, out) -> out.say(
                                "normalized_shape", norm.normalizedShape().toArray())
                        .say("eps", norm.eps(), EPS)
                        .say("elementwise_affine", norm.weight().isPresent(), true)
                        .dtype(norm));
    }

    private static <B extends NormBuilder<B>> B common(B builder, Fields in, String affine, boolean isAffine)
            throws FormatException {
        return builder.eps(in.number("eps", EPS))
                .affine(in.truth(affine, isAffine))
                .dtype(in.dtype());
    }

    /// PyTorch's None, a mean over all batches, is null.
    private static Description momentum(Description out, OptionalDouble momentum) {
        return momentum.isPresent()
                ? out.say("momentum", momentum.getAsDouble(), MOMENTUM)
                : out.say("momentum", (Object) null);
    }
}
