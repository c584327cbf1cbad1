package tapline.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import tapline.nn.Parameter;
import tapline.train.Adagrad;
import tapline.train.Adam;
import tapline.train.AdamBuilder;
import tapline.train.AdamW;
import tapline.train.ConstantLR;
import tapline.train.CosineAnnealingLR;
import tapline.train.CosineAnnealingWarmRestarts;
import tapline.train.CyclicLR;
import tapline.train.ExponentialLR;
import tapline.train.LinearLR;
import tapline.train.MultiStepLR;
import tapline.train.OneCycleLR;
import tapline.train.Optimizer;
import tapline.train.OptimizerBuilder;
import tapline.train.PolynomialLR;
import tapline.train.RMSprop;
import tapline.train.ReduceLROnPlateau;
import tapline.train.SGD;
import tapline.train.Schedule;
import tapline.train.StepLR;

/// Makes the optimisers and schedules that golden cases name.
final class OptimizerCases {
    private OptimizerCases() {}

    /// @param args PyTorch's arguments by name; those that are missing keep their defaults
    static Optimizer optimizer(String kind, JsonNode args, List<Parameter> parameters) {
        return switch (kind) {
            case "SGD" ->
                common(SGD.of(parameters), args)
                        .momentum(args.path("momentum").asDouble(0))
                        .dampening(args.path("dampening").asDouble(0))
                        .nesterov(args.path("nesterov").asBoolean(false))
                        .build();
            case "Adam" -> adam(Adam.of(parameters), args).build();
            case "AdamW" -> adam(AdamW.of(parameters), args).build();
            case "RMSprop" ->
                common(RMSprop.of(parameters), args)
                        .alpha(args.path("alpha").asDouble(0.99))
                        .momentum(args.path("momentum").asDouble(0))
                        .centered(args.path("centered").asBoolean(false))
                        .build();
            case "Adagrad" ->
                common(Adagrad.of(parameters), args)
                        .lrDecay(args.path("lr_decay").asDouble(0))
                        .build();
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private static <B extends AdamBuilder<B>> B adam(B builder, JsonNode args) {
        common(builder, args).amsgrad(args.path("amsgrad").asBoolean(false));
        if (args.has("betas")) {
            builder.betas(
                    args.get("betas").get(0).asDouble(),
                    args.get("betas").get(1).asDouble());
        }
        if (args.has("eps")) {
            builder.eps(args.get("eps").asDouble());
        }
        return builder;
    }

    private static <B extends OptimizerBuilder<B>> B common(B builder, JsonNode args) {
        if (args.has("lr")) {
            builder.lr(args.get("lr").asDouble());
        }
        if (args.has("weight_decay")) {
            builder.weightDecay(args.get("weight_decay").asDouble());
        }
        return builder.maximize(args.path("maximize").asBoolean(false));
    }

    static Schedule schedule(String kind, JsonNode args) {
        return switch (kind) {
            case "StepLR" -> new StepLR(args.get("step_size").asInt(), gamma(args));
            case "MultiStepLR" -> new MultiStepLR(ints(args.get("milestones")), gamma(args));
            case "ConstantLR" ->
                new ConstantLR(
                        args.get("factor").asDouble(), args.get("total_iters").asInt());
            case "LinearLR" ->
                new LinearLR(
                        args.get("start_factor").asDouble(),
                        args.get("end_factor").asDouble(),
                        args.get("total_iters").asInt());
            case "ExponentialLR" -> new ExponentialLR(gamma(args));
            case "PolynomialLR" ->
                new PolynomialLR(
                        args.get("total_iters").asInt(), args.get("power").asDouble());
            case "CosineAnnealingLR" ->
                new CosineAnnealingLR(
                        args.get("T_max").asInt(), args.path("eta_min").asDouble(0));
            case "CosineAnnealingWarmRestarts" ->
                new CosineAnnealingWarmRestarts(
                        args.get("T_0").asInt(),
                        args.path("T_mult").asInt(1),
                        args.path("eta_min").asDouble(0));
            case "CyclicLR" -> cyclic(args);
            case "OneCycleLR" -> oneCycle(args);
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private static Schedule cyclic(JsonNode args) {
        int up = args.get("step_size_up").asInt();
        return new CyclicLR(
                args.get("base_lr").asDouble(),
                args.get("max_lr").asDouble(),
                up,
                args.path("step_size_down").asInt(up),
                CyclicLR.Mode.valueOf(args.get("mode").asText().toUpperCase(Locale.ROOT)),
                args.path("gamma").asDouble(1));
    }

    private static Schedule oneCycle(JsonNode args) {
        int steps = args.has("total_steps")
                ? args.get("total_steps").asInt()
                : args.get("epochs").asInt() * args.get("steps_per_epoch").asInt();
        boolean isLinear = args.path("anneal_strategy").asText("cos").equals("linear");
        return new OneCycleLR(
                args.get("max_lr").asDouble(),
                steps,
                args.path("pct_start").asDouble(0.3),
                isLinear ? OneCycleLR.Anneal.LINEAR : OneCycleLR.Anneal.COS,
                args.path("three_phase").asBoolean(false),
                args.path("div_factor").asDouble(25),
                args.path("final_div_factor").asDouble(1e4));
    }

    static ReduceLROnPlateau.Options plateau(JsonNode args) {
        return new ReduceLROnPlateau.Options(
                args.path("mode").asText("min").equals("max"),
                args.path("factor").asDouble(0.1),
                args.path("patience").asInt(10),
                args.path("threshold").asDouble(1e-4),
                args.path("threshold_mode").asText("rel").equals("abs"),
                args.path("cooldown").asInt(0),
                args.path("min_lr").asDouble(0));
    }

    private static double gamma(JsonNode args) {
        return args.path("gamma").asDouble(0.1);
    }

    private static List<Integer> ints(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asInt)
                .toList();
    }
}
