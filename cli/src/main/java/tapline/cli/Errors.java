package tapline.cli;

import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// Says what went wrong in one line on standard error; where it comes from only if asked.
final class Errors implements IParameterExceptionHandler, IExecutionExceptionHandler {
    /// The exit code of a run that could not do what it was asked.
    static final int BAD_INPUT = 2;

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        report(command, e, Arrays.asList(args).contains("--verbose"));
        command.getErr().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return BAD_INPUT;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        report(command, e, parsed.expandedArgs().contains("--verbose"));
        return BAD_INPUT;
    }

    private static void report(CommandLine command, Exception e, boolean verbose) {
        PrintWriter err = command.getErr();
        err.println("tapline: " + message(e));
        if (verbose) {
            e.printStackTrace(err);
        }
        err.flush();
    }

    /// The JDK's file exceptions say only the file's name.
    private static String message(Exception e) {
        return switch (e) {
            case NoSuchFileException missing -> missing.getFile() + ": no such file or folder";
            case AccessDeniedException denied -> denied.getFile() + ": permission denied";
            case FileSystemException file when file.getReason() == null -> file.getFile() + ": can't be used";
            default ->
                e.getMessage() == null
                        ? e.getClass().getSimpleName()
                        : e.getMessage().replaceFirst("^Error: ", "");
        };
    }
}
