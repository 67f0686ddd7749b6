public import ClinicalNotesModel

/// A store that can be copied while it is used, and can take such a copy over.
///
/// What a store needs beyond ``NoteStore`` to be backed up online, and to take a practice over from another database.
public protocol CopyableStore: NoteStore {
    /// Keeps what the database holds now for a while: later than every commit that had returned, and only what is durable.
    ///
    /// - Parameter deadline: When to give up.
    /// - Returns: The snapshot; end it when it is read.
    /// - Throws: ``StorageError``.
    func snapshot(by deadline: Deadline) async throws(StorageError) -> any StoreSnapshot

    /// Writes records as another store had them, how often they were written included, in one commit.
    ///
    /// - Parameters:
    ///   - records: Records of one practice, none of which is there yet.
    ///   - deadline: When to give up.
    /// - Throws: ``StorageError``, `invalidBatch` if one of them is there or they are of several practices. Nothing that is shown was
    ///   written then, unless the code is `unavailable`: look, or begin with an empty store again.
    func load(_ records: [CopiedRecord], by deadline: Deadline) async throws(StorageError)
}

extension [CopiedRecord] {
    /// The one practice that the records are of, `nil` if there are none.
    ///
    /// - Throws: ``StorageError`` with `invalidBatch` if there are several, or a record's count is none that a store gives, and
    ///   `valueTooLarge`.
    public func checkedTenant() throws(StorageError) -> TenantID? {
        for copy in self {
            guard copy.record.key.tenant == first?.record.key.tenant,
                (1..<UInt64(Int64.max)).contains(copy.record.revision)
            else { throw StorageError(.invalidBatch) }
            guard copy.record.value.count <= RecordBytes.maximumCount else {
                throw StorageError(.valueTooLarge)
            }
        }
        return first?.record.key.tenant
    }
}
