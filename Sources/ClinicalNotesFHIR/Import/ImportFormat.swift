/// How the input is laid out.
public enum ImportFormat: String, CaseIterable, Hashable, Sendable {
    /// A bundle of type collection.
    case collection
    /// A bundle of type batch; its entries are imported as if they were a collection.
    case batch
    /// A bundle of type transaction.
    ///
    /// Each entry is judged by itself: whoever wants all or nothing looks for refused entries first.
    case transaction
    /// A bundle of type searchset: one page of a search.
    case searchset
    /// One resource a line.
    case ndjson
}
