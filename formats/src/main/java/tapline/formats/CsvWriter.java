package tapline.formats;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;

/// Writes a signal as columns: `seconds` where the sample rate is known, then each channel under its name or,
/// where it has none, `ch1`, `ch2` and so on. Samples are printed with as many digits as tell them from their
/// neighbours in float32.
final class CsvWriter {
    private static final int LEAST_DECIMALS = 6;
    /// What a double counts one by one: beyond it there are no decimals left to round.
    private static final double MOST_UNITS = 0x1p53;

    private static final int BUFFER = 1 << 16;

    private final Signal signal;
    private final char delimiter;
    private final String file;

    CsvWriter(Signal signal, char delimiter, String file) {
        this.signal = signal;
        this.delimiter = delimiter;
        this.file = file;
    }

    void write(OutputStream out) throws IOException {
        StringBuilder text = new StringBuilder(header()).append('\n');
        float[] samples = signal.samples().floats();
        boolean timed = signal.sampleRate().isPresent();
        double rate = signal.sampleRate().orElse(1);
        if (Double.isInfinite(signal.length() / rate)) {
            throw new FormatException(file, "at " + rate + " Hz the signal lasts longer than a number can say");
        }
        int decimals = timed ? decimals(rate, signal.length()) : 0;
        for (int i = 0; i < signal.length(); i++) {
            if (timed) {
                text.append(instant(i, rate, decimals).toPlainString()).append(delimiter);
            }
            for (int channel = 0; channel < signal.channels(); channel++) {
                if (channel > 0) {
                    text.append(delimiter);
                }
                text.append(samples[channel * signal.length() + i]);
            }
            text.append('\n');
            if (text.length() >= BUFFER) {
                out.write(text.toString().getBytes(StandardCharsets.UTF_8));
                text.setLength(0);
            }
        }
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private String header() {
        // Names that are all numbers would be read as the first row of samples.
        boolean likeNumbers = signal.sampleRate().isEmpty()
                && signal.channelNames().stream().allMatch(name -> Decimal.isNumber(name.strip()));
        List<String> names = new ArrayList<>();
        if (signal.sampleRate().isPresent()) {
            names.add("seconds");
        }
        for (int channel = 0; channel < signal.channels(); channel++) {
            String name = signal.channelNames().get(channel);
            names.add(name.isBlank() ? "ch" + (channel + 1) : likeNumbers ? "ch" + name.strip() : name);
        }
        return CSVFormat.DEFAULT.builder().setDelimiter(delimiter).get().format(names.toArray());
    }

    /// As many decimals as it takes to read the same rate back, at least six.
    private static int decimals(double rate, int length) {
        int decimals = LEAST_DECIMALS;
        for (; length > 1 && scaled(length - 1, rate, decimals) < MOST_UNITS; decimals++) {
            double last = instant(length - 1, rate, decimals).doubleValue();
            double unit = Math.pow(10, -decimals);
            boolean increasing = unit * rate * 10 <= 1;
            if (increasing && TimeAxis.rate(0, last, length, unit) == rate) {
                break;
            }
        }
        return decimals;
    }

    private static double scaled(int i, double rate, int decimals) {
        return i / rate * Math.pow(10, decimals);
    }

    private static BigDecimal instant(int i, double rate, int decimals) {
        double scaled = scaled(i, rate, decimals);
        return scaled < MOST_UNITS ? BigDecimal.valueOf(Math.round(scaled), decimals) : new BigDecimal(i / rate);
    }
}
