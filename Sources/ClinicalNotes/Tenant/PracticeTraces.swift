/// What a store holds of a practice that is not, or not yet, to be opened there.
enum PracticeTraces {
    /// Not a row.
    case nothing
    /// The claim of a founding that broke off, and nothing else.
    case claim
    /// Rows of a practice.
    case rows
}
