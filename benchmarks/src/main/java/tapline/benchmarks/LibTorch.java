package tapline.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.pytorch.global.torch;

/// What is set once for the whole library.
final class LibTorch {
    private static final Path CACHE_SIZES = Path.of("/sys/devices/system/cpu/cpu0/cache/index0");

    private LibTorch() {}

    /// Lets it use so many threads, the caller's included.
    ///
    /// NNPACK, which it asks for small convolutions, needs the sizes of the caches. Where a virtual machine hides
    /// them, it would try again to begin, and complain, in each call.
    static void useThreads(int threads) {
        if (Files.notExists(CACHE_SIZES)) {
            torch.globalContext().setUserEnabledNNPACK(false);
        }
        torch.set_num_threads(threads);
    }
}
