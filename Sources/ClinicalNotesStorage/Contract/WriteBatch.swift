public import ClinicalNotesModel

/// Writes that become durable together or not at all.
public struct WriteBatch: Sendable {
    /// What makes a repeat of the batch recognisable.
    public struct Receipt: Hashable, Sendable {
        /// Names the commit: a keyed hash of principal and idempotency key.
        public let commit: Bytes16
        /// A keyed hash of the request; the same commit with another digest is a conflict.
        public let digest: Bytes16
        /// Sealed: what the caller gets again on a repeat.
        public let value: [UInt8]
        /// When the receipt may be forgotten.
        public let expires: Instant

        /// Makes a receipt.
        public init(commit: Bytes16, digest: Bytes16, value: [UInt8], expires: Instant) {
            self.commit = commit
            self.digest = digest
            self.value = value
            self.expires = expires
        }
    }

    /// The practice whose records these are.
    public let tenant: TenantID
    /// What is kept to answer a repeat; `nil` where a repeat cannot happen.
    public let receipt: Receipt?
    /// What must hold for the batch to be committed.
    public let expectations: [Expectation]
    /// The writes, carried out in order.
    public let writes: [RecordWrite]

    /// Makes a batch.
    public init(
        tenant: TenantID,
        receipt: Receipt? = nil,
        expectations: [Expectation],
        writes: [RecordWrite]
    ) {
        self.tenant = tenant
        self.receipt = receipt
        self.expectations = expectations
        self.writes = writes
    }
}
