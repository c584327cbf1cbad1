package tapline.kernel;

import java.util.stream.Stream;

/// What convolutions keep from call to call. Only while nothing computes.
public final class KeptScratch {
    private KeptScratch() {}

    /// Lets go of it all, so that what is kept later is kept for what runs from here on.
    public static void forget() {
        takeAll();
    }

    public static long bytes() {
        Scratch[] all = takeAll();
        Stream.of(all).forEach(Scratch::putBack);
        return Stream.of(all).mapToLong(Scratch::bytes).sum();
    }

    /// As many sets as can be kept; those that were not there are empty.
    private static Scratch[] takeAll() {
        return Stream.generate(Scratch::take).limit(Spares.MOST).toArray(Scratch[]::new);
    }
}
