package tapline.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import tapline.tensor.Tensor;

/// Archives that tell lies, built from their records.
class ZipArchiveTest {
    private static final int STORED = 0;
    private static final int DEFLATED = 8;

    /// An entry's record in the directory, and what lies.
    private record Entry(String name, int method, long compressed, long size, long at) {
        FixtureBytes record() {
            return new FixtureBytes()
                    .ascii("PK\1\2")
                    .u16(20, 20, 0, method, 0, 0)
                    .u32(0, compressed, size)
                    .u16(name.length(), 0, 0, 0, 0)
                    .u32(0, at)
                    .ascii(name);
        }
    }

    private static FixtureBytes local(String name, byte[] content) {
        return new FixtureBytes()
                .ascii("PK\3\4")
                .u16(20, 0, 0, 0, 0)
                .u32(0, 0, 0)
                .u16(name.length(), 0)
                .ascii(name)
                .bytes(content);
    }

    private static ZipArchive archive(byte[] content, Entry... entries) throws FormatException {
        FixtureBytes directory = new FixtureBytes();
        for (Entry entry : entries) {
            directory.bytes(entry.record().done());
        }
        byte[] files = local("a", content).done();
        byte[] file = new FixtureBytes()
                .bytes(files)
                .bytes(directory.done())
                .ascii("PK\5\6")
                .u16(0, 0, entries.length, entries.length)
                .u32(directory.done().length, files.length)
                .u16(0)
                .done();
        return open(file);
    }

    private static ZipArchive open(byte[] file) throws FormatException {
        return ZipArchive.open(new FileBytes("x", MemorySegment.ofArray(file)));
    }

    private static byte[] deflated(byte[] content) {
        try (Deflater deflater = new Deflater(9, true)) {
            deflater.setInput(content);
            deflater.finish();
            byte[] out = new byte[content.length + 100];
            return Arrays.copyOf(out, deflater.deflate(out));
        }
    }

    @Test
    void anHonestOne() throws IOException {
        byte[] content = "hello".getBytes(StandardCharsets.US_ASCII);
        assertThat(archive(content, new Entry("a", STORED, 5, 5, 0))
                        .content("a")
                        .copy(0, 5))
                .isEqualTo(content);
        byte[] packed = deflated(content);
        ZipArchive zip = archive(packed, new Entry("a", DEFLATED, packed.length, 5, 0));
        assertThat(zip.content("a").segment().toArray(ValueLayout.JAVA_BYTE)).isEqualTo(content);
        assertThat(zip.content("b")).isNull();
    }

    @Test
    void aBombIsRefusedBeforeItIsUnpacked() throws IOException {
        byte[] zeros = deflated(new byte[8 << 20]);
        ZipArchive honest = archive(zeros, new Entry("a", DEFLATED, zeros.length, 8 << 20, 0));
        assertThat(Refusal.of(() -> honest.content("a")))
                .startsWith("x: entry 'a': expected an archive that unpacks to at most 64 times its size");
        ZipArchive lying = archive(zeros, new Entry("a", DEFLATED, zeros.length, 100, 0));
        assertThat(Refusal.of(() -> lying.content("a")))
                .isEqualTo("x: entry 'a': expected 100 bytes when unpacked, but found more");
        ZipArchive immense = archive(zeros, new Entry("a", DEFLATED, zeros.length, 0xfffffffeL, 0));
        assertThat(Refusal.of(() -> immense.content("a"))).contains("this entry alone unpacks to 4294967294 of");
        Map<String, byte[]> many = new LinkedHashMap<>();
        for (int i = 0; i < 100; i++) {
            many.put("a" + i + ".npy", npy(1 << 16));
        }
        assertThat(StateFiles.refusal(TorchFiles.zip(ZipEntry.DEFLATED, many)))
                .contains("expected an archive that unpacks to at most 64 times its size");
    }

    private static byte[] npy(int elements) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        NpyFile.writeTensor(Tensor.zeros(elements), out);
        return out.toByteArray();
    }

    @Test
    void zerosMayBeCompressed() throws IOException {
        Map<String, byte[]> entries = Map.of("a.npy", npy(1 << 16));
        assertThat(StateFiles.read(TorchFiles.zip(ZipEntry.DEFLATED, entries)).names())
                .containsExactly("a");
    }

    @Test
    void entriesMayNotShareTheirBytes() {
        assertThat(Refusal.of(() -> archive(
                        new byte[100], new Entry("a", STORED, 100, 100, 0), new Entry("b", STORED, 100, 100, 0))))
                .isEqualTo(
                        "x: entry 'b': expected the entries to be as large as the archive at most, but together they "
                                + "are larger");
        assertThat(Refusal.of(
                        () -> archive(new byte[5], new Entry("a", STORED, 5, 5, 0), new Entry("a", STORED, 5, 5, 0))))
                .contains("expected each entry once, but found 'a' again");
    }

    @Test
    void sizesAndPlacesAreChecked() throws IOException {
        ZipArchive two = archive(new byte[5], new Entry("a", STORED, 5, 6, 0));
        assertThat(Refusal.of(() -> two.content("a")))
                .isEqualTo("x: byte 0: entry 'a' is stored, but has two sizes: 6 and 5");
        ZipArchive beyond = archive(new byte[5], new Entry("a", STORED, 6, 6, 0));
        assertThat(Refusal.of(() -> beyond.content("a")))
                .isEqualTo("x: byte 31: expected 6 bytes of entry 'a', but the archive's directory begins at 36");
        for (long at : new long[] {1, 30, 36, 1000, 0xfffffffeL}) {
            ZipArchive elsewhere = archive(new byte[5], new Entry("a", STORED, 5, 5, at));
            assertThat(Refusal.of(() -> elsewhere.content("a")))
                    .isEqualTo("x: byte " + at + ": expected entry 'a' to begin here");
        }
        ZipArchive method = archive(new byte[5], new Entry("a", 12, 5, 5, 0));
        assertThat(Refusal.of(() -> method.content("a")))
                .isEqualTo("x: entry 'a': expected an entry that is stored or deflated, but its method is 12");
        assertThat(Refusal.of(() -> archive(new byte[5], new Entry("a", STORED, 0xffffffffL, 5, 0))))
                .contains("expected a zip64 field with the sizes of an entry, but found none");
        ZipArchive nothingDeflated = archive(new byte[5], new Entry("a", DEFLATED, 5, 5, 0));
        assertThat(Refusal.of(() -> nothingDeflated.content("a"))).startsWith("x: entry 'a': expected ");
    }

    @Test
    void anArchiveWithZip64Records() throws IOException {
        byte[] pt = StateFiles.bytes("pt_variety/list.pt");
        byte[] only64 = pt.clone();
        ByteBuffer end = ByteBuffer.wrap(only64).order(ByteOrder.LITTLE_ENDIAN);
        end.putShort(pt.length - 12, (short) -1).putInt(pt.length - 10, -1).putInt(pt.length - 6, -1);
        StateFiles.assertSame(StateFiles.read(only64), StateFiles.read(pt));
        long placeAt = pt.length - 22 - 20 + 8;
        for (long place : new long[] {-1, Long.MAX_VALUE, Long.MIN_VALUE, pt.length, 5}) {
            end.putLong((int) placeAt, place);
            assertThat(StateFiles.refusal(only64))
                    .contains("expected the place of the zip64 directory's end, but found " + place);
        }
    }

    @Test
    void theChecksumsOfArraysAreChecked() throws IOException {
        byte[] npz = TorchFiles.zip(ZipEntry.STORED, Map.of("a.npy", npy(8)));
        npz[35 + 128 + 1] ^= 1;
        assertThat(StateFiles.refusal(npz)).startsWith("x: entry 'a.npy': expected bytes with the checksum ");
    }
}
