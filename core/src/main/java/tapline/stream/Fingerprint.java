package tapline.stream;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Tells plans apart: a digest of what they compute and of all their numbers. Not thread-safe.
final class Fingerprint {
    private static final String ALGORITHM = "SHA-256";

    private final MessageDigest digest;

    private Fingerprint() {
        try {
            digest = MessageDigest.getInstance(ALGORITHM);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    /// The first bytes of a plan's digest, as a number.
    static long of(StreamPlan plan) {
        Fingerprint fingerprint = new Fingerprint();
        plan.describe(fingerprint);
        return ByteBuffer.wrap(fingerprint.digest.digest()).getLong();
    }

    Fingerprint text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ints(bytes.length);
        digest.update(bytes);
        return this;
    }

    Fingerprint ints(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Integer.BYTES);
        bytes.asIntBuffer().put(values);
        digest.update(bytes);
        return this;
    }

    /// @param values or null for none. *Not modified*
    Fingerprint floats(float[] values) {
        ints(values == null ? -1 : values.length);
        if (values != null) {
            ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
            bytes.asFloatBuffer().put(values);
            digest.update(bytes);
        }
        return this;
    }
}
