package tapline.viz;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Texts for cells of one width: all of them as large and as precise as the widest allows. Immutable.
///
/// @param texts by what they were asked for: a position, a tap, a step
/// @param size that fits all of them
record CellText(Map<Integer, String> texts, double size) {
    /// What one cell says.
    interface Content {
        /// The text of cell `index` with about `digits` digits.
        String at(int index, int digits);
    }

    /// Text size and digits, the nicest first.
    private record Choice(double size, int digits) {}

    private static final List<Choice> CHOICES = List.of(
            new Choice(13, 4),
            new Choice(12, 4),
            new Choice(12, 3),
            new Choice(11, 3),
            new Choice(11, 2),
            new Choice(10, 2),
            new Choice(10, 1),
            new Choice(9, 1));

    /// The texts of the cells at `indices`, each at most `width` wide.
    static CellText of(int[] indices, double width, Content content) {
        for (Choice choice : CHOICES) {
            Map<Integer, String> texts = write(indices, choice, content);
            if (texts.values().stream().allMatch(text -> Typeface.REGULAR.width(text, choice.size) <= width)) {
                return new CellText(texts, choice.size);
            }
        }
        Choice last = CHOICES.getLast();
        Map<Integer, String> texts = write(indices, last, content);
        texts.replaceAll((index, text) -> Typeface.REGULAR.fit(text, last.size, width));
        return new CellText(texts, last.size);
    }

    private static Map<Integer, String> write(int[] indices, Choice choice, Content content) {
        Map<Integer, String> texts = LinkedHashMap.newLinkedHashMap(indices.length);
        for (int index : indices) {
            texts.put(index, content.at(index, choice.digits));
        }
        return texts;
    }

    String at(int index) {
        return texts.get(index);
    }
}
