package tapline.cli;

import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// Says what went wrong in one line on standard error; where it comes from only if asked.
final class Errors implements IParameterExceptionHandler, IExecutionExceptionHandler {
    /// The exit code of a run that could not do what it was asked.
    static final int BAD_INPUT = 2;
    /// What shells report of a program that the signal SIGPIPE ended, which is what others do here.
    private static final int NOBODY_READS = 128 + 13;

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        report(command.getErr(), e, Arrays.asList(args).contains("--verbose"));
        command.getErr().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return BAD_INPUT;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        return report(command.getErr(), e, parsed.expandedArgs().contains("--verbose"));
    }

    /// Reports what became of standard output: silently where its reader, as `head` does, has had enough.
    static int reportOutput(PrintWriter err, FileSystemException e, boolean verbose) {
        return "Broken pipe".equals(e.getReason()) ? NOBODY_READS : report(err, e, verbose);
    }

    /// @return the exit code
    static int report(PrintWriter err, Throwable e, boolean verbose) {
        // One line, whatever stands in a name that it quotes.
        err.println("tapline: " + message(e).replaceAll("\\R", " "));
        if (verbose) {
            e.printStackTrace(err);
        }
        err.flush();
        return BAD_INPUT;
    }

    /// The JDK's file exceptions say only the file's name.
    private static String message(Throwable e) {
        return switch (e) {
            case OutOfMemoryError memory ->
                "expected less work, or more memory than the "
                        + (Runtime.getRuntime().maxMemory() >> 20)
                        + " MiB that Java may use here; TAPLINE_JAVA_OPTIONS=-Xmx8g gives it 8 GiB";
            case UnmatchedArgumentException unmatched -> unmatched(unmatched);
            case NotDirectoryException file -> file.getFile() + ": expected a folder, but this is a file";
            case NoSuchFileException missing -> missing.getFile() + ": no such file or folder";
            case AccessDeniedException denied -> denied.getFile() + ": permission denied";
            case FileSystemException file when file.getReason() == null -> file.getFile() + ": can't be used";
            default ->
                e.getMessage() == null
                        ? e.getClass().getSimpleName()
                        : e.getMessage().replaceFirst("^Error: ", "");
        };
    }

    private static String unmatched(UnmatchedArgumentException e) {
        String argument = e.getUnmatched().getFirst();
        CommandLine command = e.getCommandLine();
        if (e.isUnknownOption()) {
            return "unknown option '" + argument + "'";
        }
        return command.getSubcommands().isEmpty()
                ? "expected nothing more, but got '" + argument + "'"
                : "expected a command, "
                        + String.join(" or ", command.getSubcommands().keySet()) + ", but got '" + argument + "'";
    }
}
