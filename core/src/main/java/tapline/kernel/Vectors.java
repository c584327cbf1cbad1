package tapline.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// Which vectors are used: the widest that the processor has, or those that the system property
/// `tapline.vector.bits` asks for.
final class Vectors {
    static final VectorSpecies<Float> SPECIES = species();

    /// Output channels of a tile: as many as there are registers for, with three vectors of samples each.
    static final int TILE_ROWS = SPECIES.vectorBitSize() == 512 ? 8 : 4;

    private Vectors() {}

    private static VectorSpecies<Float> species() {
        Integer bits = Integer.getInteger("tapline.vector.bits");
        return bits == null
                ? FloatVector.SPECIES_PREFERRED
                : VectorSpecies.of(float.class, VectorShape.forBitSize(bits));
    }
}
