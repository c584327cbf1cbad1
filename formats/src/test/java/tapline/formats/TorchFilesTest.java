package tapline.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// PyTorch's files that want more than tensors, or tell lies about them.
class TorchFilesTest {
    private static final long HUGE = 1L << 62;

    private static String refusal(FixtureBytes pickle) throws IOException {
        return StateFiles.refusal(TorchFiles.archive(pickle, 16));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "os.system",
                "posix.system",
                "builtins.eval",
                "builtins.exec",
                "builtins.getattr",
                "__builtin__.eval",
                "subprocess.Popen",
                "torch.load",
                "torch.hub.load",
                "torch.nn.modules.conv.Conv1d",
                "__main__.Net",
                "numpy.core.multiarray._reconstruct",
                "collections.defaultdict",
                "torch._utils._rebuild_sparse_tensor",
                "runpy._run_code",
                "torch.FloatStorage.__init__",
                "torch.QInt8Storage"
            })
    void noOtherNameIsCalledOrEvenLookedUp(String name) throws IOException {
        int dot = name.lastIndexOf('.');
        String module = name.substring(0, dot);
        String member = name.substring(dot + 1);
        FixtureBytes call = TorchFiles.pickle().ascii("c" + module + "\n" + member + "\n(");
        TorchFiles.text(call, "true").ascii("tR.");
        FixtureBytes fromStack = TorchFiles.pickle();
        TorchFiles.text(TorchFiles.text(fromStack, module), member).u8(0x93).ascii(")R.");
        String refused = "expected tensors and plain data, but found '" + name
                + "', which isn't run; save a model's state_dict() alone";

        assertThat(refusal(call)).isEqualTo("x: entry 'archive/data.pkl': byte 2: " + refused);
        assertThat(refusal(fromStack)).endsWith(refused);
        assertThat(StateFiles.refusal(TorchFilesTest.legacy(call)))
                .startsWith("x: byte ")
                .endsWith(refused);
    }

    /// A legacy file up to and with its fourth pickle.
    private static byte[] legacy(FixtureBytes pickle) {
        FixtureBytes file = new FixtureBytes();
        for (char c : TorchLegacyCodec.MAGIC.toCharArray()) {
            file.u8(c);
        }
        file.u8(0x80, 2).ascii("M").u16(1001).ascii(".");
        TorchFiles.text(file.u8(0x80, 2).ascii("}"), "little_endian").u8(0x88).ascii("s");
        return file.ascii(".").bytes(pickle.done()).done();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NNR.      | expected a function and a tuple of its arguments",
                "))R.      | expected a function and a tuple of its arguments",
                "}NbNb.    | expected an operation",
                "]Nb.      | expected attributes of nothing but dictionaries",
                "N)\u0081. | expected an operation that builds plain data or tensors, but found 0x81 '?'",
                "i.        | expected an operation that builds plain data or tensors, but found 0x69 'i'",
                "I1        | expected an operation that builds plain data or tensors, but found 0x49 'I'",
                "P0        | expected an operation that builds plain data or tensors, but found 0x50 'P'",
                ".         | expected more values on the stack",
                "NN.       | expected one value at the end of the pickle, but found 2",
                "(N.       | expected one value at the end of the pickle, but found 1",
                "t.        | expected a mark on the stack, but there is none",
                "](a.      | expected more values on the stack",
                "Na.       | expected more values on the stack",
                "NNa.      | expected a list to append to",
                "NNNs.     | expected a dictionary, and keys with values to put into it",
                "}(Nu.     | expected a dictionary, and keys with values to put into it",
                "hA        | expected a value that was kept under number 65, but there is none",
                "NQ.       | expected the id of a storage",
                "}N.       | expected one value at the end of the pickle, but found 2",
                "X         | expected 4 bytes more, but found 0: the pickle is cut short",
                "XAAAA     | expected 1094795585 bytes more, but found 0: the pickle is cut short",
                "cabc      | expected a line of at most 1024 bytes, but found no end of it",
                "N.N       | expected the end of the pickle, but it goes on"
            })
    void operationsThatGoWrong(String operations, String message) throws IOException {
        FixtureBytes pickle = TorchFiles.pickle();
        operations.strip().chars().forEach(pickle::u8);
        if (operations.startsWith("}NbNb")) {
            // Attributes of a dictionary are left out, as often as there are some.
            assertThat(StateFiles.read(TorchFiles.archive(pickle, 16)).names()).isEmpty();
        } else {
            assertThat(refusal(pickle)).contains("data.pkl': byte ", message);
        }
    }

    @Test
    void theNumbersOfATensorAreChecked() throws IOException {
        assertThat(tensor(4, 0, new long[] {HUGE}, new long[] {1}))
                .contains("expected a shape of at most 2^31 - 1 elements, but found [4611686018427387904]");
        assertThat(tensor(4, 0, new long[] {65536, 65536}, new long[] {0, 0})).contains("expected a shape of at most");
        assertThat(tensor(4, 0, new long[] {-1}, new long[] {1})).contains("expected a shape of at most");
        assertThat(tensor(4, 0, new long[] {5}, new long[] {1})).contains("expected a tensor inside its storage of 4");
        assertThat(tensor(4, 1, new long[] {4}, new long[] {1})).contains("expected a tensor inside its storage of 4");
        assertThat(tensor(4, -1, new long[] {4}, new long[] {1})).contains("expected a tensor inside its storage of 4");
        assertThat(tensor(4, HUGE, new long[] {3, 2}, new long[] {HUGE, HUGE})).contains("expected a tensor inside");
        assertThat(tensor(4, 0, new long[] {2}, new long[] {HUGE})).contains("expected a tensor inside its storage");
        assertThat(tensor(4, 0, new long[] {2}, new long[] {-1})).contains("expected a tensor inside its storage");
        assertThat(tensor(4, 5, new long[] {0}, new long[] {1})).contains("expected a tensor inside its storage");
        assertThat(tensor(4, 0, new long[] {2, 2}, new long[] {1})).contains("expected a stride for each dimension");
        assertThat(tensor(4, 0, new long[65], new long[65])).contains("expected at most 64 dimensions, but found 65");
        assertThat(tensor(HUGE, 0, new long[] {4}, new long[] {1})).contains("expected a storage '0' of");
        assertThat(tensor(-4, 0, new long[] {4}, new long[] {1})).contains("expected a storage '0' of");
        assertThat(tensor(3, 0, new long[] {3}, new long[] {1}))
                .isEqualTo("x: entry 'archive/data/0': expected 12 bytes for 3 elements F32, but found 16");
    }

    private static String tensor(long elements, long offset, long[] sizes, long[] strides) throws IOException {
        return refusal(TorchFiles.tensor(TorchFiles.pickle(), "0", elements, offset, sizes, strides)
                .ascii("."));
    }

    @Test
    void aStorageHasToBeThere() throws IOException {
        FixtureBytes pickle =
                TorchFiles.tensor(TorchFiles.pickle(), "../../etc/passwd", 4, 0, new long[0], new long[0]);
        assertThat(refusal(pickle.ascii(".")))
                .isEqualTo("x: expected an entry 'archive/data/../../etc/passwd' with a storage, but there is none");
    }

    @Test
    void viewsMayNotGrowBeyondMeasure() throws IOException {
        assertThat(tensor(4, 0, new long[] {Integer.MAX_VALUE}, new long[] {0}))
                .isEqualTo(
                        "x: tensor 'tensor': expected tensors of at most 32 times the size of the file together, but "
                                + "with the shape [2147483647] they are larger");
        FixtureBytes many = TorchFiles.pickle().ascii("](");
        TorchFiles.tensor(many, "0", 1 << 14, 0, new long[] {1 << 14}, new long[] {1})
                .ascii("q\0");
        for (int i = 0; i < 50; i++) {
            many.ascii("h\0");
        }
        assertThat(StateFiles.refusal(TorchFiles.archive(many.ascii("e."), 1 << 16)))
                .contains("expected tensors of at most 32 times the size of the file together");
    }

    @Test
    void sharedTensorsAreReadTwice() throws IOException {
        FixtureBytes tied = TorchFiles.pickle().ascii("](");
        TorchFiles.tensor(tied, "0", 4, 0, new long[] {2, 2}, new long[] {1, 2}).ascii("q\0h\0e.");
        assertThat(StateFiles.read(TorchFiles.archive(tied, 16)).names()).containsExactly("0", "1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // A list that holds itself, a dictionary that does, and both through a tuple.
                "]q\0h\0a.",
                "}q\0Nh\0s.",
                "]q\0h\0\u0085a.",
                "}q\0Nh\0\u0085s."
            })
    void whatHoldsItselfIsRefused(String operations) {
        FixtureBytes pickle = TorchFiles.pickle();
        operations.replace("N", "K1").chars().forEach(pickle::u8);
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(10), () -> assertThat(refusal(pickle)).contains("expected at most 64 levels"));
    }

    @Test
    void whatIsNestedDeeplyIsRefused() throws IOException {
        assertThat(refusal(TorchFiles.pickle().ascii("]".repeat(100_000) + "a".repeat(99_999) + ".")))
                .contains("expected at most 64 levels");
        assertThat(refusal(TorchFiles.pickle().ascii("(".repeat(100_000)))).contains("expected 1 bytes more");
    }

    /// Forty lists, each of which holds the one before ten times.
    @Test
    void whatMultipliesIsRefused() {
        FixtureBytes pickle = TorchFiles.pickle().ascii("]q\0");
        for (int i = 0; i < 40; i++) {
            pickle.ascii("](").ascii("h\0".repeat(10)).ascii("eq\0");
        }
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertThat(refusal(pickle.ascii("."))).contains("expected one value at the end"));
        FixtureBytes dropped = TorchFiles.pickle().ascii("]q\0");
        for (int i = 0; i < 40; i++) {
            dropped.ascii("0](").ascii("h\0".repeat(10)).ascii("eq\0");
        }
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertThat(refusal(dropped.ascii(".")))
                        .contains("expected values as many as the file has bytes for"));
    }

    /// One list of pairs, of which calls of five bytes make dictionaries again and again.
    @Test
    void callsThatCopyAreRefused() throws IOException {
        FixtureBytes dictionaries = TorchFiles.pickle().ascii("](");
        for (int i = 0; i < 5000; i++) {
            dictionaries.ascii("NN").u8(0x86);
        }
        dictionaries.ascii("eq\0000(ccollections\nOrderedDict\nq\1").ascii("0");
        for (int i = 0; i < 1000; i++) {
            dictionaries.ascii("h\1h\0").u8(0x85).ascii("R");
        }
        assertThat(refusal(dictionaries.ascii("l."))).contains("the same ones are in it over and over");
    }

    @Test
    void namesThatMultiplyAreRefused() {
        FixtureBytes pickle = TorchFiles.pickle().ascii("}");
        TorchFiles.text(pickle, "n".repeat(60_000)).ascii("}(");
        for (int i = 0; i < 10_000; i++) {
            pickle.ascii("M").u16(i).u8(0x88);
        }
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertThat(refusal(pickle.ascii("us.")))
                        .contains("expected values as many as the file has bytes for"));
    }

    @Test
    void aNameMayNotComeTwice() throws IOException {
        FixtureBytes pickle = TorchFiles.pickle().ascii("}(");
        TorchFiles.text(pickle, "a.b");
        TorchFiles.tensor(pickle, "0", 4, 0, new long[0], new long[0]);
        TorchFiles.text(TorchFiles.text(pickle, "a").ascii("}"), "b");
        TorchFiles.tensor(pickle, "0", 4, 0, new long[0], new long[0]).ascii("su.");
        assertThat(refusal(pickle)).isEqualTo("x: expected each name once, but found tensor 'a.b' again");
    }

    /// LibTorch's `pickle_save` writes the type of each container beside it.
    @Test
    void typesOfContainersAreLeftOut() throws IOException {
        FixtureBytes pickle = TorchFiles.pickle().ascii("ctorch.jit._pickle\nrestore_type_tag\n(");
        TorchFiles.text(pickle.ascii("}"), "a");
        TorchFiles.tensor(pickle, "0", 4, 0, new long[] {4}, new long[] {1}).ascii("s");
        TorchFiles.text(pickle, "Dict[str, Tensor]").ascii("tR.");
        assertThat(StateFiles.read(TorchFiles.archive(pickle, 16)).names()).containsExactly("a");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "6, 6"})
    void otherProtocolsAreRefused(int protocol, int found) throws IOException {
        assertThat(refusal(new FixtureBytes().u8(0x80, protocol).ascii("}.")))
                .endsWith("byte 0: expected a pickle of protocol 2 to 5, but found " + found);
    }

    @Test
    void archivesWithoutATensorsPickle() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("a.txt", new byte[3]);
        assertThat(StateFiles.refusal(TorchFiles.zip(ZipEntry.STORED, entries)))
                .contains("expected an archive of .npy files, or one with a single data.pkl", "found 0");
        entries.put("a/data.pkl", new byte[3]);
        entries.put("b/data.pkl", new byte[3]);
        assertThat(StateFiles.refusal(TorchFiles.zip(ZipEntry.STORED, entries))).contains("found 2");
    }

    @Test
    void aBigEndianArchive() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put(
                "m/data.pkl",
                TorchFiles.tensor(TorchFiles.pickle(), "0", 2, 0, new long[] {2}, new long[] {1})
                        .ascii(".")
                        .done());
        entries.put("m/data/0", new byte[] {0x3f, (byte) 0x80, 0, 0, (byte) 0xc0, 0, 0, 0});
        entries.put("m/byteorder", "big".getBytes(StandardCharsets.US_ASCII));
        assertThat(StateFiles.read(TorchFiles.zip(ZipEntry.DEFLATED, entries))
                        .tensor("tensor")
                        .floats())
                .containsExactly(1, -2);
        entries.put("m/byteorder", "middle".getBytes(StandardCharsets.US_ASCII));
        assertThat(StateFiles.refusal(TorchFiles.zip(ZipEntry.STORED, entries)))
                .isEqualTo("x: entry 'm/byteorder': expected little or big, but found 'middle'");
    }
}
