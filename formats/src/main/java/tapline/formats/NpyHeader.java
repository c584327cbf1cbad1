package tapline.formats;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import tapline.shape.Shape;

/// The header of a `.npy` file, as in *NEP 1, a simple file format for NumPy arrays*, and the documentation of
/// `numpy.lib.format`: magic, version, length, and a Python dictionary with the keys `descr`, `fortran_order`
/// and `shape`.
///
/// @param type the elements' type
/// @param descr the type and byte order as the file has them
/// @param order the elements' byte order
/// @param fortranOrder whether the first dimension runs fastest
/// @param shape the array's shape
/// @param dataOffset where the elements begin
record NpyHeader(ElementType type, String descr, ByteOrder order, boolean fortranOrder, Shape shape, int dataOffset) {
    static final String MAGIC = "\u0093NUMPY";

    /// The longest file that a header can fill: what is behind it needn't be there for the header to be read.
    static final int LONGEST_WITH_MAGIC = 12 + (1 << 16);

    private static final int MAJOR_AT = 6;
    private static final int MINOR_AT = 7;
    private static final int LENGTH_AT = 8;
    /// Far more than any array without named fields needs.
    private static final int LONGEST = 1 << 16;
    /// What NumPy leaves free for the first dimension to grow: the digits of a 64-bit number.
    private static final int GROWTH_DIGITS = 21;

    private static final int ALIGNMENT = 64;

    static NpyHeader parse(Content content) throws FormatException {
        if (!content.has(0, MAGIC)) {
            throw content.problemAtByte(0, "expected the magic bytes of a .npy file, 0x93 'NUMPY', but found others");
        }
        ByteBuffer bytes = content.buffer().order(ByteOrder.LITTLE_ENDIAN);
        if (content.length() < LENGTH_AT) {
            throw cutShort(content);
        }
        int major = bytes.get(MAJOR_AT) & 0xff;
        int minor = bytes.get(MINOR_AT) & 0xff;
        if (major < 1 || major > 3 || minor != 0) {
            throw content.problemAtByte(
                    MAJOR_AT, "expected version 1.0, 2.0 or 3.0 of the format, but found " + major + "." + minor);
        }
        int textAt = LENGTH_AT + (major == 1 ? 2 : 4);
        if (content.length() < textAt) {
            throw cutShort(content);
        }
        long length = major == 1 ? bytes.getShort(LENGTH_AT) & 0xffff : bytes.getInt(LENGTH_AT) & 0xffffffffL;
        if (length > LONGEST) {
            throw content.problemAtByte(
                    LENGTH_AT, "expected a header of at most " + LONGEST + " bytes, but found " + length);
        }
        if (length > content.length() - textAt) {
            throw content.problemAtByte(
                    LENGTH_AT,
                    "the header says that it has " + length + " bytes, but " + (content.length() - textAt)
                            + " follow: the file is cut short");
        }
        return new NpyDictionary(content, textAt, (int) length).parse();
    }

    private static FormatException cutShort(Content content) {
        return content.problemAtByte(content.length(), "the file ends inside the header: it is cut short");
    }

    /// The bytes that NumPy's `save` puts before the elements of a little-endian, row-major array: version 1.0,
    /// with the spaces that it leaves for the shape to grow, filled up to a multiple of 64 bytes.
    static byte[] encode(ElementType type, Shape shape) {
        StringBuilder text = new StringBuilder("{'descr': '")
                .append(type.bytes() == 1 ? '|' : '<')
                .append(type.npyCode())
                .append("', 'fortran_order': False, 'shape': ")
                .append(shape.toTuple())
                .append(", }");
        if (shape.rank() > 0) {
            text.repeat(' ', GROWTH_DIGITS - Integer.toString(shape.size(0)).length());
        }
        int before = LENGTH_AT + 2;
        int used = before + text.length() + 1;
        text.repeat(' ', Math.ceilDiv(used, ALIGNMENT) * ALIGNMENT - used).append('\n');
        ByteBuffer header = ByteBuffer.allocate(before + text.length()).order(ByteOrder.LITTLE_ENDIAN);
        header.put(MAGIC.getBytes(StandardCharsets.ISO_8859_1));
        header.put((byte) 1).put((byte) 0).putShort((short) text.length());
        header.put(text.toString().getBytes(StandardCharsets.US_ASCII));
        return header.array();
    }
}
