package tapline.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvReaderTest {
    private static Signal read(String csv, ReadOptions options) throws IOException {
        byte[] bytes = csv.getBytes(StandardCharsets.UTF_8);
        return Signals.read(new ByteArrayInputStream(bytes), "x.csv", options);
    }

    private static Signal read(String csv) throws IOException {
        return read(csv, ReadOptions.DEFAULT);
    }

    private static String refusal(String csv, ReadOptions options) {
        return Refusal.of(() -> read(csv, options));
    }

    private static String refusal(String csv) {
        return refusal(csv, ReadOptions.DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a,b\n1,2\n3,4\n",
                "a,b\r\n1,2\r\n3,4\r\n",
                "a,b\r1,2\r3,4",
                "\ufeffa,b\n1,2\n3,4",
                "a;b\n1;2\n3;4\n",
                "a\tb\n1\t2\n3\t4\n",
                "# made by hand; really\n\na,b\n\n1,2\n   \n# more\n3,4\n\n",
                " a , b \n 1 , 2 \n 3 , 4 \n",
                "\"a\",\"b\"\n\"1\",2\n3,\"4\"\n",
                "a,b\n1e0,+2\n3.0,.4e1"
            })
    void theSameColumnsInManyFiles(String csv) throws IOException {
        Signal signal = read(csv);
        assertThat(signal.channelNames()).containsExactly("a", "b");
        assertThat(signal.samples().shape().toArray()).containsExactly(2, 2);
        assertThat(signal.samples().floats()).containsExactly(1, 3, 2, 4);
        assertThat(signal.sampleRate()).isEmpty();
    }

    @Test
    void aFileOfNumbersAloneHasNoNames() throws IOException {
        Signal signal = read("1\n2\n\n3\n");
        assertThat(signal.channelNames()).containsExactly("");
        assertThat(signal.samples().floats()).containsExactly(1, 2, 3);
    }

    @Test
    void theDelimiterIsToldFromTheFirstRowOutsideOfQuotes() throws IOException {
        assertThat(read("\"a,b\";c\n1;2\n").channelNames()).containsExactly("a,b", "c");
        assertThat(read("\"a;b\tc\",d\n1,2\n").channelNames()).containsExactly("a;b\tc", "d");
    }

    @Test
    void tabsMakeItTsv() throws IOException {
        byte[] bytes = "a\tb\n1\t2\n".getBytes(StandardCharsets.UTF_8);
        SignalFile file = Signals.readFile(new ByteArrayInputStream(bytes), "x", ReadOptions.DEFAULT);
        assertThat(file.format()).isEqualTo(Format.TSV);
        assertThat(file.wavEncoding()).isEmpty();
    }

    @Test
    void namesThatLookLikeNumbersAreTakenForNamesBesideText() throws IOException {
        assertThat(read("when,1,2\n5,6,7\n").channelNames()).containsExactly("when", "1", "2");
        assertThat(read(",0\n0,1.5\n1,2.5\n").samples().floats()).containsExactly(0, 1, 1.5f, 2.5f);
    }

    @Test
    void aRowWithALabelIsNoHeaderIfTheNextOneIsLikeIt() throws IOException {
        Signal signal = read("0.1,normal\n0.2,noise\n");
        assertThat(signal.samples().floats()).containsExactly(0.1f, 0.2f);
    }

    @Test
    void theHeaderCanBeSaid() throws IOException {
        ReadOptions present = ReadOptions.DEFAULT.csvHeader(CsvHeader.PRESENT);
        assertThat(read("1,2\n3,4\n", present).channelNames()).containsExactly("1", "2");
        ReadOptions absent = ReadOptions.DEFAULT.csvHeader(CsvHeader.ABSENT);
        assertThat(read("nan,2\n3,4\n", absent).length()).isEqualTo(2);
        assertThat(refusal("a,2\n3,4\n", absent.columns("1")))
                .isEqualTo("x.csv: line 1: column 1: expected a number, but found 'a'");
    }

    @Test
    void columnsAreChosenByNameOrNumber() throws IOException {
        String csv = "a,b,label,b\n1,2,x,3\n4,5,y,6\n";
        assertThat(read(csv, ReadOptions.DEFAULT.columns("4", "a")).samples().floats())
                .containsExactly(3, 6, 1, 4);
        assertThat(refusal(csv, ReadOptions.DEFAULT.columns("b")))
                .isEqualTo("x.csv: 2 columns are called 'b': choose by number");
        assertThat(refusal(csv, ReadOptions.DEFAULT.columns("c")))
                .isEqualTo("x.csv: there is no column 'c'; there are columns 1 to 4: 'a', 'b', 'label', 'b'");
        assertThat(refusal(csv, ReadOptions.DEFAULT.columns("5"))).startsWith("x.csv: there is no column '5'; ");
        assertThat(refusal("1,2\n", ReadOptions.DEFAULT.columns("0")))
                .isEqualTo("x.csv: there is no column '0'; there are columns 1 to 2, without names");
        assertThat(refusal(csv, ReadOptions.DEFAULT.columns("label")))
                .isEqualTo("x.csv: line 2: column 3 ('label'): expected a number, but found 'x'");
    }

    @Test
    void aColumnOfTextIsLeftOutButNotOneThatMixes() throws IOException {
        assertThat(read("a,label\n1,x\n2,y\n").channelNames()).containsExactly("a");
        assertThat(refusal("a,b\n1,n/a\n2,5\n"))
                .isEqualTo("x.csv: line 3: column 2 ('b'): expected text as in the rows before, "
                        + "but found the number '5'; say which columns to read");
    }

    @Test
    void aCellThatIsNoNumberIsNamed() {
        assertThat(refusal("a,b\n1,2\n# why\n3,abc\n"))
                .isEqualTo("x.csv: line 4: column 2 ('b'): expected a number, but found 'abc'");
        assertThat(refusal("a,b\n1,2\n,4\n"))
                .isEqualTo("x.csv: line 3: column 1 ('a'): expected a number, but the cell is empty");
        assertThat(refusal("a,b\n,2\n")).contains("line 2: column 1 ('a'): expected a number, but the cell is empty");
        assertThat(refusal("1\n1e40\n"))
                .isEqualTo("x.csv: line 2: column 1: expected a number, but found '1e40', which is beyond float32");
        assertThat(refusal("1\n" + "z".repeat(50) + "\u0007\n")).contains("found '" + "z".repeat(40) + "...'");
        assertThat(refusal("1\na\u0007b\n")).contains("found 'a\\u0007b'");
    }

    @Test
    void aRaggedRowIsNamed() {
        assertThat(refusal("a,b\n1,2\n3\n")).isEqualTo("x.csv: line 3: expected 2 cells as in line 1, but found 1");
        assertThat(refusal("a,b\n1,2,3\n")).isEqualTo("x.csv: line 2: expected 2 cells as in line 1, but found 3");
        assertThat(refusal("1\n1,2")).isEqualTo("x.csv: line 2: expected 1 cell as in line 1, but found 2");
    }

    @Test
    void aFileWithoutNumbersIsRefused() {
        assertThat(refusal("")).isEqualTo("x.csv: the file is empty");
        assertThat(refusal("# nothing\n\n")).isEqualTo("x.csv: the file holds no rows, only blank lines or comments");
        assertThat(refusal("a,b\n"))
                .isEqualTo("x.csv: line 1: expected rows of numbers after this one, which has names or text");
        assertThat(refusal("a,b\nc,d\n"))
                .isEqualTo("x.csv: line 2: expected a number in at least one column, but found 'c'");
        assertThat(refusal("0,5;1,5\n1,0;2,0\n")).contains("expected a number in at least one column, but found '1,0'");
        assertThat(refusal("a\n1\n\"2\n"))
                .isEqualTo(
                        "x.csv: in the row after line 2: expected a quoted cell to end with a quote and a delimiter, but it doesn't");
        assertThat(refusal("a\n1\n\"2\"x\n")).contains("in the row after line 2: expected a quoted cell to end");
        assertThat(refusal("\"a")).contains("in the first row: expected a quoted cell to end");
    }
}
