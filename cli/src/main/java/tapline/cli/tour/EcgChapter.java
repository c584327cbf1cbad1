package tapline.cli.tour;

import static java.lang.IO.println;

import java.io.IOException;
import java.io.InputStream;
import tapline.formats.ReadOptions;
import tapline.formats.Signal;
import tapline.formats.Signals;
import tapline.nn.TemporalConvNet;
import tapline.tensor.Tensor;

/// The same on a real signal.
///
/// @param signal one minute of an electrocardiogram
/// @param smooth its moving average
/// @param slope its difference
/// @param change what a dilated causal filter makes of it
record EcgChapter(Signal signal, Tensor smooth, Tensor slope, Tensor change) {
    private static final Listing FILTERS = Listing.of(Ecg.class);

    static EcgChapter run() throws IOException {
        Signal signal = read();
        println("\n== The same on a real signal ==\n");
        println("One minute of an electrocardiogram with normal and premature beats, " + signal.length()
                + " samples at " + Math.round(signal.sampleRate().orElseThrow())
                + " Hz, in millivolts: record 208 of the"
                + "\nMIT-BIH Arrhythmia Database (Moody and Mark, 2001; doi 10.13026/C2F305; ODC-By 1.0).");
        Tensor ecg = signal.samples().reshape(1, 1, signal.length());
        filter("movingAverage", "A moving average");
        Tensor smooth = Ecg.movingAverage(ecg);
        filter("difference", "A difference filter");
        Tensor slope = Ecg.difference(ecg);
        filter("dilatedCausal", "A dilated causal filter");
        Tensor change = Ecg.dilatedCausal(ecg);
        println("\nA network that learns to look ahead:\n");
        println(Listing.of(Forecast.class).method("train").indent(4).replace("\n    \n", "\n\n"));
        TemporalConvNet net = Forecast.train(ecg);
        println("\nThe same network on the live signal, sample by sample:\n");
        println(Listing.of(Forecast.class).method("live").indent(4));
        Forecast.live(net, ecg.floats());
        return new EcgChapter(signal, smooth, slope, change);
    }

    private static Signal read() throws IOException {
        try (InputStream in = EcgChapter.class.getResourceAsStream("ecg-208.csv")) {
            return Signals.read(in, "ecg-208.csv", ReadOptions.DEFAULT);
        }
    }

    private static void filter(String method, String name) {
        println("\n" + name + ":\n");
        println(FILTERS.method(method).indent(4));
    }
}
