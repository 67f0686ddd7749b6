/// What became of a batch.
public enum CommitOutcome: Hashable, Sendable {
    /// The batch is durable; the positions given to its appends, in their order.
    case committed(positions: [UInt64])
    /// Nothing was written: these records, all of them, did not stand where they were expected.
    case conflict([RecordKey])
    /// The store cannot tell whether the batch is durable.
    case outcomeUnknown
}
