package tapline.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tapline.tensor.Tensor;

class SignalsTest {
    @TempDir
    private Path folder;

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.csv", "x.TSV", "x.wav", "x.npy"})
    void aNameAsksForAFormatAndTheContentTellsIt(String name) throws IOException {
        Signal signal = Signal.of(Samples.random(5, 2, 777), 360);
        Path written = folder.resolve(name);
        Signals.write(signal, written);
        assertThat(files()).containsExactly(name);
        Path renamed = Files.move(written, folder.resolve("anything"));
        SignalFile file = Signals.readFile(renamed, ReadOptions.DEFAULT);
        assertThat(file.format()).isEqualTo(Format.ofFileName(written));
        assertThat(Samples.bits(file.signal().samples())).isEqualTo(Samples.bits(signal.samples()));
    }

    @Test
    void aMinuteOfAnElectrocardiogram() throws IOException {
        Signal ecg = Signals.read(Path.of("../examples/ecg-208.csv"));
        assertThat(ecg.channelNames()).containsExactly("millivolts");
        assertThat(ecg.sampleRate()).hasValue(360);
        assertThat(ecg.length()).isEqualTo(60 * 360);
        assertThat(ecg.samples().get(0, 0)).isEqualTo(-0.245f);
        assertThat(ecg.samples().get(0, -1)).isEqualTo(0.360f);

        Path copy = folder.resolve("copy.csv");
        Signals.write(ecg, copy);
        assertThat(Signals.read(copy).samples().equal(ecg.samples())).isTrue();
        assertThat(Signals.read(copy).sampleRate()).hasValue(360);
    }

    @Test
    void whatCannotBeReadIsSaidInOneLine() throws IOException {
        Path missing = folder.resolve("missing.csv");
        assertThat(Refusal.of(() -> Signals.read(missing))).isEqualTo(missing + ": there is no such file");
        assertThat(Refusal.of(() -> Signals.read(folder)))
                .isEqualTo(folder + ": expected a file, but this is a directory");
        Path empty = Files.createFile(folder.resolve("empty.wav"));
        assertThat(Refusal.of(() -> Signals.read(empty))).isEqualTo(empty + ": the file is empty");
    }

    @Test
    void whatIsNoKnownFormatIsRefused() {
        assertThat(Refusal.of(new byte[] {'P', 'K', 3, 4, 0, 0}))
                .isEqualTo("x: byte 4: expected a CSV, WAV or .npy file, but this is none of them");
        assertThat(Refusal.of("\ufeffa,b\n1,2\n".getBytes(StandardCharsets.UTF_16LE)))
                .isEqualTo("x: expected text in UTF-8, but this is UTF-16");
        Path odd = folder.resolve("x.mp3");
        assertThat(Refusal.of(() -> Signals.write(Signal.of(Tensor.of(1f)), odd)))
                .isEqualTo(odd + ": expected a name that ends in .csv, .tsv, .wav or .npy, to know the format");
    }

    @Test
    void aStreamThatFailsFailsAsItIs() {
        InputStream failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the cable");
            }
        };
        assertThatThrownBy(() -> Signals.read(failing, "x", ReadOptions.DEFAULT))
                .hasMessage("the cable");
    }

    @Test
    void anOldFileIsReplacedWholeOrNotAtAll() throws IOException {
        Path file = folder.resolve("x.wav");
        Signals.write(Signal.of(Tensor.of(1f, 2f), 10), file);
        Signals.write(Signal.of(Tensor.of(3f), 10), file);
        assertThat(Signals.read(file).samples().floats()).containsExactly(3);
        assertThat(Refusal.of(() -> Signals.write(Signal.of(Tensor.of(9f)), file)))
                .isEqualTo(file + ": a WAV file needs a sample rate, but it is unknown");
        assertThat(Signals.read(file).samples().floats()).containsExactly(3);
        assertThat(files()).containsExactly("x.wav");
    }

    @Test
    void aFailureInTheMiddleLeavesNothingBehind() throws IOException {
        Path file = folder.resolve("x.csv");
        assertThatThrownBy(() -> OutputFiles.write(file, SignalsTest::half)).hasMessage(file + ": the disk is full");
        assertThatThrownBy(() -> OutputFiles.write(file, out -> half(new ByteSink(out))))
                .hasMessage(file + ": the disk is full");
        assertThatThrownBy(() -> OutputFiles.write(file, out -> {
                    throw new IllegalStateException("a mistake");
                }))
                .hasMessage("a mistake");
        assertThat(files()).isEmpty();
    }

    @Test
    void aLinkStaysThoughItPointsToNothingYet() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link.csv"), Path.of("other", "x.csv"));
        Path other = Files.createDirectory(folder.resolve("other"));
        OutputFiles.write(link, out -> out.write('1'));
        OutputFiles.write(link, out -> out.write('2'));
        assertThat(link).isSymbolicLink();
        assertThat(other.resolve("x.csv")).hasContent("2");

        Path circle = Files.createSymbolicLink(folder.resolve("circle.csv"), Path.of("circle.csv"));
        assertThatThrownBy(() -> OutputFiles.write(circle, out -> out.write('1')))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("circle.csv: expected a file to write, but this is a link");
    }

    @Test
    void whatCanNotBeMovedIsNamedByItsPlace() throws IOException {
        Path place = folder.resolve("x.csv");
        try (OutputFiles files = new OutputFiles()) {
            files.add(place, out -> out.write('1'));
            Files.createDirectories(place.resolve("folder"));
            assertThatThrownBy(files::commit)
                    .isInstanceOf(FormatException.class)
                    .hasMessageStartingWith(place + ": ")
                    .hasMessageNotContaining(".tmp");
        }
    }

    private static void half(OutputStream out) throws IOException {
        out.write(new byte[100_000]);
        throw new IOException("the disk is full");
    }

    /// Passes bytes on one by one, so that they end inside a buffer.
    private static final class ByteSink extends OutputStream {
        private final OutputStream out;

        ByteSink(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
        }
    }

    @Test
    void whereNothingCanBeWrittenIsSaid() throws IOException {
        Signal signal = Signal.of(Tensor.of(1f));
        Path nowhere = folder.resolve("no").resolve("x.csv");
        assertThat(Refusal.of(() -> Signals.write(signal, nowhere)))
                .isEqualTo(nowhere + ": there is no such folder to write it to");
        Path taken = Files.createDirectory(folder.resolve("d.csv"));
        assertThat(Refusal.of(() -> Signals.write(signal, taken)))
                .isEqualTo(taken + ": expected a file to write, but this is a directory");
        assertThat(files()).containsExactly("d.csv");
    }

    @Test
    void aLinkStaysALink() throws IOException {
        Path file = Files.createFile(folder.resolve("real.csv"));
        Path link = Files.createSymbolicLink(folder.resolve("link.csv"), file);
        Signals.write(Signal.of(Tensor.of(5f)), link);
        assertThat(link).isSymbolicLink();
        assertThat(Signals.read(file).samples().floats()).containsExactly(5);
    }

    @Test
    void aStreamIsLeftOpen() throws IOException {
        InputStream in = new ByteArrayInputStream("1\n".getBytes(StandardCharsets.UTF_8)) {
            @Override
            public void close() {
                throw new IllegalStateException("closed");
            }
        };
        assertThat(Signals.read(in, "x", ReadOptions.DEFAULT).length()).isEqualTo(1);
    }
}
