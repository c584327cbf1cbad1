package tapline.viz;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// Which of many positions a picture shows: a list of slots, each one position or a gap. Immutable.
///
/// @param slots from left to right; never two gaps beside each other
record Elision(List<Slot> slots) {
    /// A shown position, or the positions that one ellipsis stands for.
    ///
    /// @param first position of the slot
    /// @param last position of the slot
    record Slot(int first, int last, boolean gap) {
        boolean overlaps(int from, int to) {
            return first <= to && last >= from;
        }
    }

    /// All of `[from, to)` if there are at most `most`; otherwise the first and the last, then as many of
    /// `wanted`, in that order, as the slots allow, and the rest from the beginning.
    static Elision of(int from, int to, int most, IntStream wanted) {
        NavigableSet<Integer> shown = new TreeSet<>();
        if (to - from <= most) {
            IntStream.range(from, to).forEach(shown::add);
            return new Elision(slots(shown));
        }
        shown.add(from);
        shown.add(to - 1);
        // Positions beyond the first `most` can't make the beginning any longer.
        IntStream.concat(wanted, IntStream.range(from, from + most))
                .filter(position -> position >= from && position < to)
                .forEach(position -> addIfRoom(shown, position, most));
        return new Elision(slots(shown));
    }

    private static void addIfRoom(NavigableSet<Integer> shown, int position, int most) {
        if (shown.add(position) && slots(shown).size() > most) {
            shown.remove(position);
        }
    }

    private static List<Slot> slots(NavigableSet<Integer> shown) {
        List<Slot> slots = new ArrayList<>();
        for (int position : shown) {
            int next = slots.isEmpty() ? position : slots.getLast().last + 1;
            if (next < position) {
                // An ellipsis for a single position would save nothing.
                slots.add(new Slot(next, position - 1, next < position - 1));
            }
            slots.add(new Slot(position, position, false));
        }
        return List.copyOf(slots);
    }

    /// Whether a position has a slot of its own.
    boolean shows(int position) {
        return slots.stream().anyMatch(slot -> !slot.gap && slot.first == position);
    }

    /// The positions that have a slot of their own, ascending.
    int[] positions() {
        return slots.stream().filter(slot -> !slot.gap).mapToInt(Slot::first).toArray();
    }
}
