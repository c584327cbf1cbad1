package tapline.formats;

/// Whether the first row of a CSV file holds names.
public enum CsvHeader {
    /// Found out from the first two rows. The first holds names if it has a cell that isn't a number, unless it
    /// holds numbers too and its text stays text in the second row: then it is a row like the others, with
    /// labels in it.
    DETECT,
    /// The first row holds names, even if they look like numbers.
    PRESENT,
    /// The first row holds numbers already.
    ABSENT
}
