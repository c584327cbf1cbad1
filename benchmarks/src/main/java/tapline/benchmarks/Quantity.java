package tapline.benchmarks;

import java.util.Locale;

/// Writes measured numbers with the digits that they deserve: three.
final class Quantity {
    private static final double KILO = 1000;
    private static final double KIBI = 1024;
    private static final double PERCENT = 100;

    private Quantity() {}

    static String seconds(double seconds) {
        if (seconds >= 1) {
            return threeDigits(seconds) + " s ";
        }
        return seconds >= 1 / KILO ? threeDigits(seconds * KILO) + " ms" : threeDigits(seconds * KILO * KILO) + " us";
    }

    static String bytes(long bytes) {
        if (Math.abs(bytes) < KIBI) {
            return bytes + " B ";
        }
        double kibi = bytes / KIBI;
        return Math.abs(kibi) < KIBI ? threeDigits(kibi) + " kB" : threeDigits(kibi / KIBI) + " MB";
    }

    static String percent(double share) {
        return threeDigits(share * PERCENT) + " %";
    }

    static String threeDigits(double value) {
        double size = Math.abs(value);
        String format = size >= 99.95 ? "%.0f" : size >= 9.995 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, value);
    }
}
