package tapline.benchmarks;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tapline.tensor.Compute;

/// Trains one network in a process of its own, and prints what memory that took: kilobytes before it is warmed up,
/// the most since then, and the checked losses.
final class TrainingMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path FORGET_PEAK = Path.of("/proc/self/clear_refs");
    private static final String PEAK_ONLY = "5";

    private TrainingMemory() {}

    /// @param args the network's name, the library's, and how many steps
    public static void main(String[] args) throws IOException {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true);
        // What a library prints must not be taken for numbers.
        System.setOut(System.err);
        TrainingTask task = TrainingNetworks.all().stream()
                .filter(network -> network.id().equals(args[0]))
                .findFirst()
                .orElseThrow();
        boolean isTapline = args[1].equals(PeerLibrary.TAPLINE.label());
        try (Trainer trainer = (isTapline ? task.tapline() : task.libtorch()).apply(1)) {
            Files.writeString(FORGET_PEAK, PEAK_ONLY);
            long before = kilobytes("VmRSS:");
            if (isTapline) {
                Compute.warmUpTraining();
            }
            int steps = Integer.parseInt(args[2]);
            Compute.withThreads(1, () -> {
                for (int i = 0; i < steps; i++) {
                    trainer.step();
                }
                return null;
            });
            out.println(before + " " + kilobytes("VmHWM:") + losses(trainer.outcome()));
        }
    }

    private static String losses(List<float[]> outcome) {
        StringBuilder text = new StringBuilder();
        outcome.forEach(loss -> text.append(' ').append(loss[0]));
        return text.toString();
    }

    private static long kilobytes(String key) throws IOException {
        try (Stream<String> lines = Files.lines(STATUS)) {
            String line = lines.filter(text -> text.startsWith(key)).findFirst().orElseThrow();
            return Long.parseLong(line.replaceAll("[^0-9]", ""));
        }
    }
}
