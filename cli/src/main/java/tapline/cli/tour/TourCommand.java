package tapline.cli.tour;

import static java.lang.IO.println;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tapline.cli.ThemeArgument;

/// `tapline tour`: the tutorial, cell by cell, then the same on a real signal, and the pictures.
@Command(
        name = "tour",
        header = "Run the tutorial \"1D Convolutions with PyTorch\" in Java.",
        description = "%nShows, cell by cell, the lines to write and what they print; then filters a real "
                + "electrocardiogram, and draws the pictures.%n",
        footer = {"", "Example:", "  tapline tour --out pictures --theme dark"})
public final class TourCommand implements Callable<Integer> {
    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "tapline-out",
            description = "The folder for the pictures, made if it is missing (default: ${DEFAULT-VALUE}).")
    private Path folder;

    @Mixin
    private ThemeArgument theme;

    @Override
    public Integer call() throws IOException {
        makeFolder();
        TutorialChapter.run();
        EcgChapter ecg = EcgChapter.run();
        println("\n== The pictures ==\n");
        for (Path picture : new Pictures(folder, theme.theme()).draw(ecg)) {
            println(picture);
        }
        return 0;
    }

    /// Before anything is printed.
    private void makeFolder() throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new NotDirectoryException(folder.toString());
        }
        Files.createDirectories(folder);
        if (!Files.isWritable(folder)) {
            throw new AccessDeniedException(folder.toString());
        }
    }
}
