package tapline.cli.tour;

import static java.lang.IO.println;
import static tapline.tensor.Functional.pad;

import java.util.List;
import tapline.nn.TemporalConvNet;
import tapline.stream.Stream;
import tapline.tensor.Generator;
import tapline.tensor.Tensor;
import tapline.train.AdamW;
import tapline.train.EpochRecord;
import tapline.train.MSELoss;
import tapline.train.Trainer;
import tapline.train.Windows;

/// A network that learns to forecast an electrocardiogram. The tour shows the lines and then runs them.
final class Forecast {
    private Forecast() {}

    static TemporalConvNet train(Tensor ecg) {
        // from all changes so far: how much will the signal change within the next 10 samples, 28 ms?
        int length = ecg.size(2);
        Tensor steps = pad(ecg.slice(2, 1, length).sub(ecg.slice(2, 0, length - 1)), 1, 0);
        Tensor changes = pad(ecg.slice(2, 10, length).sub(ecg.slice(2, 0, length - 10)), 10, 0);
        List<Windows> parts = Windows.of(steps.mul(10).squeeze(0), 256, 10)
                .targets(changes.squeeze(0))
                .stride(64)
                .split(0.75, 0.25); // the last quarter is not learned from

        Generator generator = new Generator(1);
        TemporalConvNet net = TemporalConvNet.of(1, 1)
                .channels(8, 8, 8)
                .kernelSize(5)
                .dropout(0)
                .generator(generator)
                .build();
        Trainer trainer = Trainer.of(
                        net, new MSELoss(), AdamW.of(net.parameters()).lr(0.01).build())
                .epochs(6)
                .batchSize(8)
                .generator(generator)
                .build();
        Tensor tested = changes.slice(2, length * 3 / 4, length);
        println("loss of a forecast that nothing changes: "
                + tested.pow(2).mean().item());
        for (EpochRecord epoch : trainer.fit(parts.get(0), parts.get(1)).epochs()) {
            println(epoch);
        }
        return net;
    }

    static void live(TemporalConvNet net, float[] ecg) {
        net.eval();
        Stream live = net.stream(); // the state is here, not in the network
        println("latency: " + live.latency() + " samples; it sees " + live.receptiveField());
        float before = ecg[0];
        for (int t = 0; t < ecg.length; t++) {
            float change = live.push(10 * (ecg[t] - before)); // a sample in, a forecast out
            before = ecg[t];
            if (t >= 21000 && t < 21400 && t % 40 == 0) {
                println("now " + ecg[t] + " mV, in 28 ms " + (ecg[t] + change) + " mV; it became " + ecg[t + 10]);
            }
        }
    }
}
