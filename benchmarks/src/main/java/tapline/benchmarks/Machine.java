package tapline.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import jdk.incubator.vector.FloatVector;

/// What the numbers were measured on.
///
/// @param processor its name, if the system tells
/// @param processors that the JVM may use
/// @param vectorBits of the widest vectors that the JVM prefers
/// @param load of the last minute, before measuring: how many threads ran or wanted to; negative if unknown
record Machine(String processor, int processors, int vectorBits, double load, String system, String java) {
    private static final Path PROCESSOR_INFO = Path.of("/proc/cpuinfo");

    static Machine current() {
        return new Machine(
                readProcessor(),
                Runtime.getRuntime().availableProcessors(),
                FloatVector.SPECIES_PREFERRED.vectorBitSize(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                System.getProperty("java.vm.name") + " " + Runtime.version());
    }

    private static String readProcessor() {
        try (Stream<String> lines = Files.lines(PROCESSOR_INFO)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown processor");
        } catch (IOException e) {
            // Other systems have no such file.
            return "unknown processor";
        }
    }

    String describe() {
        return processor + ", " + processors + (processors == 1 ? " processor" : " processors") + ", " + vectorBits
                + "-bit vectors, " + system + ", " + java
                + (load < 0 ? "" : ", load " + Quantity.threeDigits(load));
    }
}
