public import ClinicalNotesModel

/// Writes that become durable together or not at all.
public struct WriteBatch: Sendable {
    /// The practice whose records these are.
    public let tenant: TenantID
    /// What must hold for the batch to be committed.
    public let expectations: [Expectation]
    /// The writes, carried out in order.
    public let writes: [RecordWrite]

    /// Makes a batch.
    public init(tenant: TenantID, expectations: [Expectation], writes: [RecordWrite]) {
        self.tenant = tenant
        self.expectations = expectations
        self.writes = writes
    }
}
