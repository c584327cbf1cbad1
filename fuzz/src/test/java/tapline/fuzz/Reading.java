package tapline.fuzz;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import tapline.formats.FormatException;

/// Reading bytes that may be anything.
@FunctionalInterface
interface Reading {
    /// What a reader may take for any file.
    long ALWAYS = 64 << 20;

    /// What a reader may take for each byte of it: archives unpack, tensors of one file share its bytes.
    long PER_BYTE = 1000;

    ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /// Reads.
    ///
    /// @throws FormatException if the bytes are not as they should be
    void read() throws IOException;

    /// Lets a reader read, or say that it can't, and sees that it takes no more memory than the bytes are worth.
    static void check(byte[] bytes, Reading reader) {
        long most = ALWAYS + PER_BYTE * bytes.length;
        // What it takes to load classes is taken the first time alone.
        if (memory(reader) > most && memory(reader) > most) {
            throw new AssertionError("took more than " + most + " bytes of memory to read " + bytes.length);
        }
    }

    /// What a reader takes in all, garbage included.
    private static long memory(Reading reader) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        try {
            reader.read();
        } catch (FormatException e) {
            // What most bytes deserve.
        } catch (IOException e) {
            throw new AssertionError("expected a FormatException", e);
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
