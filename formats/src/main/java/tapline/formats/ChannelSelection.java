package tapline.formats;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/// Finds the columns or channels that a caller asks for by name or by number.
///
/// @param content what they are in
/// @param kind what messages call one of them: `column` or `channel`
/// @param names one for each, empty where there is none
record ChannelSelection(Content content, String kind, List<String> names) {
    private static final int LISTED = 20;

    /// The positions (from 0) of what is wanted. A name goes before a number, so that a column called `2` can be
    /// had.
    int[] positions(List<String> wanted) throws FormatException {
        int[] positions = new int[wanted.size()];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = position(wanted.get(i));
        }
        return positions;
    }

    private int position(String wanted) throws FormatException {
        int occurrences = wanted.isEmpty() ? 0 : Collections.frequency(names, wanted);
        if (occurrences > 1) {
            throw content.problem(
                    occurrences + " " + kind + "s are called " + Excerpt.of(wanted) + ": choose by number");
        }
        if (occurrences == 1) {
            return names.indexOf(wanted);
        }
        try {
            int number = Integer.parseInt(wanted);
            if (number >= 1 && number <= names.size()) {
                return number - 1;
            }
        } catch (NumberFormatException e) {
            // Then it was meant as a name.
        }
        throw content.problem("there is no " + kind + " " + Excerpt.of(wanted) + "; " + all());
    }

    private String all() {
        String numbers = "there are " + kind + "s 1 to " + names.size();
        if (names.stream().allMatch(String::isEmpty)) {
            return numbers + ", without names";
        }
        return numbers + ": "
                + names.stream().limit(LISTED).map(Excerpt::of).collect(Collectors.joining(", "))
                + (names.size() > LISTED ? ", ..." : "");
    }
}
