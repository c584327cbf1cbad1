package tapline.benchmarks;

import java.util.List;
import tapline.nn.Module;
import tapline.nn.TemporalConvNet;
import tapline.nn.WaveNet;
import tapline.stream.Stream;
import tapline.stream.StreamPlan;
import tapline.tensor.DType;
import tapline.tensor.Generator;

/// A whole network on a live signal of one channel.
///
/// @param sampleRate of the signals that it is for (Hz)
/// @param plan with weights as they are initially
record StreamNetwork(String id, double sampleRate, StreamPlan plan) {
    private static final int SAMPLES = 4096;

    /// A forecaster of electrocardiograms.
    static final StreamNetwork ECG = of(
            "ecg-tcn",
            360,
            TemporalConvNet.of(1, 1).channels(32, 32, 32, 32).kernelSize(5).build());

    /// A model of a guitar amplifier, of the size that such have.
    static final StreamNetwork AMPLIFIER = of(
            "amplifier-wavenet",
            48_000,
            WaveNet.of(1, 1)
                    .channels(16)
                    .skipChannels(16)
                    .kernelSize(3)
                    .layers(10)
                    .build());

    static final List<StreamNetwork> ALL = List.of(ECG, AMPLIFIER);

    private static StreamNetwork of(String id, double sampleRate, Module network) {
        return new StreamNetwork(id, sampleRate, network.eval().streamPlan());
    }

    /// A call that pushes the next frames, from the beginning again behind the last.
    Runnable pushing(int frames) {
        Stream stream = plan.start();
        float[] in = signal(SAMPLES);
        float[] out = new float[frames];
        int[] at = new int[1];
        return () -> {
            stream.push(in, at[0], frames, out, 0);
            at[0] = (at[0] + frames) % SAMPLES;
        };
    }

    static float[] signal(int samples) {
        return new Generator(1).randn(DType.FLOAT32, samples).floats();
    }
}
