package tapline.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// Which vectors are used: the widest that the processor has, or those that the system property
/// `tapline.vector.bits` asks for.
final class Vectors {
    static final VectorSpecies<Float> SPECIES = species();

    /// The class of these vectors. The compiler knows what a loop carries only as a `FloatVector`. Where that
    /// is a call's receiver, it asks the profile of the Vector API's own methods, which all code of the process
    /// shares; if that has seen vectors of two widths, sums may leave their registers, and their loops are ten
    /// times slower. So such a receiver is cast to this class behind its loop. An argument needs no cast: the API
    /// compares its class with the receiver's.
    static final Class<? extends FloatVector> TYPE = SPECIES.vectorType().asSubclass(FloatVector.class);

    /// Output channels of a tile: as many as there are registers for, with two vectors of samples each.
    static final int TILE_ROWS = SPECIES.vectorBitSize() == 512 ? 8 : 4;

    private Vectors() {}

    private static VectorSpecies<Float> species() {
        int widest = Math.clamp(FloatVector.SPECIES_PREFERRED.vectorBitSize(), 128, 512);
        int bits = Integer.getInteger("tapline.vector.bits", widest);
        if (bits != 128 && bits != 256 && bits != 512) {
            throw new IllegalArgumentException("expected tapline.vector.bits to be 128, 256 or 512, but got " + bits);
        }
        return VectorSpecies.of(float.class, VectorShape.forBitSize(bits));
    }
}
