package tapline.kernel;

import java.util.ArrayList;
import java.util.List;
import tapline.shape.ConvGeometry;

/// A part of a convolution's weight: some output channels by some terms.
///
/// @param firstChannel the first output channel
/// @param endChannel the one behind the last
/// @param firstTerm the first term of each channel: `ci * kernelSize + k`
/// @param endTerm the one behind the last
public record WeightRange(int firstChannel, int endChannel, int firstTerm, int endTerm) {
    private static final int GRAIN = 4;

    /// All of it.
    static WeightRange all(ConvGeometry geometry) {
        return new WeightRange(0, geometry.outChannels(), 0, geometry.terms());
    }

    int channels() {
        return endChannel - firstChannel;
    }

    int terms() {
        return endTerm - firstTerm;
    }

    /// The same, for each group's channels by themselves.
    List<WeightRange> groups(ConvGeometry geometry) {
        int size = geometry.groupOutChannels();
        List<WeightRange> groups = new ArrayList<>();
        for (int channel = firstChannel; channel < endChannel; ) {
            int end = Math.min(endChannel, (channel / size + 1) * size);
            groups.add(new WeightRange(channel, end, firstTerm, endTerm));
            channel = end;
        }
        return groups;
    }

    /// Part `part` of `parts` nearly equal ones: of the channels or of the terms, whichever are more.
    /// Parts of channels are multiples of a tile's.
    WeightRange part(int part, int parts) {
        if (channels() >= terms()) {
            return new WeightRange(
                    firstChannel + bound(channels(), part, parts, GRAIN),
                    firstChannel + bound(channels(), part + 1, parts, GRAIN),
                    firstTerm,
                    endTerm);
        }
        return new WeightRange(
                firstChannel,
                endChannel,
                firstTerm + bound(terms(), part, parts, 1),
                firstTerm + bound(terms(), part + 1, parts, 1));
    }

    private static int bound(int count, int part, int parts, int grain) {
        return part == parts ? count : (int) ((long) count * part / parts / grain * grain);
    }
}
