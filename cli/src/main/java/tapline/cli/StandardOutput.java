package tapline.cli;

/// Where results go that no file was named for.
final class StandardOutput {
    private StandardOutput() {}

    /// Whether people look at it. The launcher knows; Java can tell only where standard input is a terminal, too.
    static boolean isTerminal() {
        return Boolean.getBoolean("tapline.terminal.out");
    }
}
