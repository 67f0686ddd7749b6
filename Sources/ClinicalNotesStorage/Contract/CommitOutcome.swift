/// What became of a batch.
public enum CommitOutcome: Hashable, Sendable {
    /// The batch is durable; the positions given to its appends, in their order.
    case committed(positions: [UInt64])
    /// The same commit was carried out before: its receipt, and nothing was written.
    case repeated(receipt: [UInt8])
    /// Nothing was written: these records did not stand where they were expected.
    case conflict([RecordKey])
    /// Nothing was written: the same commit was carried out before for another request.
    case receiptMismatch
    /// The store cannot tell whether the batch is durable.
    case outcomeUnknown
}
