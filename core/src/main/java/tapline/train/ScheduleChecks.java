package tapline.train;

/// Checks of schedules' options, in PyTorch's words where it has some.
final class ScheduleChecks {
    private ScheduleChecks() {}

    static void positive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("Expected positive integer " + name + ", but got " + value);
        }
    }

    static void check(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
