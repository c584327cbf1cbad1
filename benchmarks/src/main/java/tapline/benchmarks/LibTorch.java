package tapline.benchmarks;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.pytorch.global.torch;

/// What is set for the whole library.
final class LibTorch {
    private static final Path CACHE_SIZES = Path.of("/sys/devices/system/cpu/cpu0/cache/index0");
    private static final String BLAS_THREADS = "openblas_set_num_threads";

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
        useBlasThreads(threads);
    }

    /// Whether it may leave convolutions to oneDNN, which it usually does.
    static void useOneDnn(boolean may) {
        torch.globalContext().setUserEnabledMkldnn(may);
    }

    /// OpenBLAS, which multiplies LibTorch's matrices, starts threads of its own, as many as there are processors,
    /// whatever LibTorch is told; so it is told itself.
    @SuppressWarnings("restricted")
    private static void useBlasThreads(int threads) {
        MemorySegment function = SymbolLookup.loaderLookup()
                .find(BLAS_THREADS)
                .orElseThrow(() -> new IllegalStateException("LibTorch came without " + BLAS_THREADS));
        MethodHandle setter =
                Linker.nativeLinker().downcallHandle(function, FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT));
        try {
            setter.invokeExact(threads);
        } catch (Throwable e) {
            throw new IllegalStateException("OpenBLAS did not take " + threads + " threads", e);
        }
    }
}
