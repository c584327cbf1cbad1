package tapline.formats.model;

import tapline.nn.Dropout;
import tapline.nn.ELU;
import tapline.nn.Flatten;
import tapline.nn.GELU;
import tapline.nn.GLU;
import tapline.nn.Hardswish;
import tapline.nn.Hardtanh;
import tapline.nn.Identity;
import tapline.nn.LeakyReLU;
import tapline.nn.LogSigmoid;
import tapline.nn.LogSoftmax;
import tapline.nn.Mish;
import tapline.nn.PReLU;
import tapline.nn.ReLU;
import tapline.nn.ReLU6;
import tapline.nn.SELU;
import tapline.nn.SiLU;
import tapline.nn.Sigmoid;
import tapline.nn.Softmax;
import tapline.nn.Softplus;
import tapline.nn.Softsign;
import tapline.nn.Tanh;

/// Activations, and what else has no sizes of its own.
final class ActivationEntries {
    private ActivationEntries() {}

    static void addTo(LayerTable table) {
        table.add(ReLU.class, ReLU::new);
        table.add(ReLU6.class, ReLU6::new);
        table.add(
                LeakyReLU.class,
                in -> new LeakyReLU(in.number("negative_slope", 0.01)),
                (layer, out) -> out.say("negative_slope", layer.negativeSlope(), 0.01));
        table.add(
                PReLU.class,
                in -> new PReLU(in.whole("num_parameters", 1), in.number("init", 0.25), in.dtype()),
                (layer, out) -> out.say("num_parameters", layer.weight().shape().elements(), 1)
                        .dtype(layer));
        table.add(
                ELU.class, in -> new ELU(in.number("alpha", 1)), (layer, out) -> out.say("alpha", layer.alpha(), 1.0));
        table.add(SELU.class, SELU::new);
        table.add(
                GELU.class,
                in -> new GELU(in.word("approximate", GELU.Approximate.NONE)),
                (layer, out) -> out.word("approximate", layer.approximate(), GELU.Approximate.NONE));
        table.add(SiLU.class, SiLU::new);
        table.add(Mish.class, Mish::new);
        table.add(Sigmoid.class, Sigmoid::new);
        table.add(LogSigmoid.class, LogSigmoid::new);
        table.add(Tanh.class, Tanh::new);
        table.add(
                Softplus.class,
                in -> new Softplus(in.number("beta", 1), in.number("threshold", 20)),
                (layer, out) -> out.say("beta", layer.beta(), 1.0).say("threshold", layer.threshold(), 20.0));
        table.add(Softsign.class, Softsign::new);
        table.add(Hardswish.class, Hardswish::new);
        table.add(
                Hardtanh.class,
                in -> new Hardtanh(in.number("min_val", -1), in.number("max_val", 1)),
                (layer, out) -> out.say("min_val", layer.min(), -1.0).say("max_val", layer.max(), 1.0));
        table.add(Softmax.class, in -> new Softmax(in.whole("dim")), (layer, out) -> out.say("dim", layer.dim()));
        table.add(LogSoftmax.class, in -> new LogSoftmax(in.whole("dim")), (layer, out) -> out.say("dim", layer.dim()));
        table.add(GLU.class, in -> new GLU(in.whole("dim", -1)), (layer, out) -> out.say("dim", layer.dim(), -1));
        table.add(
                Dropout.class,
                in -> new Dropout(in.number("p", 0.5), in.generator()),
                (layer, out) -> out.say("p", layer.p(), 0.5));
        table.add(
                Flatten.class,
                in -> new Flatten(in.whole("start_dim", 1), in.whole("end_dim", -1)),
                (layer, out) -> out.say("start_dim", layer.start(), 1).say("end_dim", layer.end(), -1));
        table.add(Identity.class, Identity::new);
    }
}
