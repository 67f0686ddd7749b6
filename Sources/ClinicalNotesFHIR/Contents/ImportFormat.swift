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
    /// A bundle of type document: a composition and what it refers to.
    case document
    /// A bundle of type message.
    case message
    /// A bundle of type history; of each resource the newest version is imported.
    case history
    /// A bundle of type batch-response.
    case batchResponse = "batch-response"
    /// A bundle of type transaction-response.
    case transactionResponse = "transaction-response"
    /// One resource a line.
    case ndjson
}
