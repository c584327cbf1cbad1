package tapline.golden;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.opentest4j.TestAbortedException;

/// The cases of one group in one folder.
///
/// @param folder where they come from, for messages
/// @param name the group's name: `conv1d`
public record GoldenGroup(String folder, String name, List<GoldenCase> cases) {
    /// What is tested of one case. It fails by throwing anything, and skips by JUnit's `Assumptions`.
    @FunctionalInterface
    public interface Check {
        void run(GoldenCase golden) throws Exception;
    }

    /// What came of the cases.
    ///
    /// @param failures one text a failing case: its id, its parameters and the reason
    /// @param skipped how many cases were skipped for each reason
    public record Outcome(GoldenGroup group, List<String> failures, Map<String, Integer> skipped) {
        /// `conv1d: 248 of 250 passed`, and what was skipped.
        String summary() {
            int total = group.cases.size();
            int skips = skipped.values().stream().mapToInt(Integer::intValue).sum();
            String counts = group.name + ": " + (total - skips - failures.size()) + " of " + total + " passed";
            return skips == 0 ? counts : counts + ", " + skips + " skipped " + skipped;
        }
    }

    /// Runs `check` over every case, whether or not earlier ones failed.
    Outcome run(Check check) {
        List<String> failures = new ArrayList<>();
        Map<String, Integer> skipped = new TreeMap<>();
        for (GoldenCase golden : cases) {
            try {
                check.run(golden);
            } catch (TestAbortedException e) {
                skipped.merge(skipReason(e), 1, Integer::sum);
            } catch (Exception | AssertionError e) {
                failures.add(golden.id() + " " + golden.parameters() + "\n    " + reason(e));
            }
        }
        return new Outcome(this, failures, skipped);
    }

    private static String skipReason(TestAbortedException e) {
        return e.getMessage().replaceFirst("^Assumption failed: ", "");
    }

    /// An assertion's message speaks for itself; of any other exception its type and its place are needed, too.
    private static String reason(Throwable e) {
        StackTraceElement[] trace = e.getStackTrace();
        return e instanceof AssertionError || trace.length == 0
                ? String.valueOf(e.getMessage())
                : e + " at " + trace[0];
    }
}
