package tapline.benchmarks;

/// How Tapline is told the number of its threads: the one place to change when there is another way.
final class TaplineThreads {
    private static final String PROPERTY = "tapline.threads";

    private TaplineThreads() {}

    static void set(int threads) {
        System.setProperty(PROPERTY, Integer.toString(threads));
    }
}
