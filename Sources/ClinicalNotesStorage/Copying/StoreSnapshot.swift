public import ClinicalNotesModel

/// What a database held at one moment, to be read in parts while others go on writing.
///
/// It holds up the database's housekeeping, so it is read at once and ended. One that cannot be kept any longer throws, and
/// never shows another moment.
public protocol StoreSnapshot: Sendable {
    /// The records of a practice in the order of their keys.
    ///
    /// - Parameters:
    ///   - tenant: The practice.
    ///   - after: The last key already seen.
    ///   - limit: How many at the most.
    ///   - deadline: When to give up.
    /// - Returns: The records that follow, each with its index entries; as many as the limit unless they are the last ones.
    /// - Throws: ``StorageError``: `heldBack` if those who write need it to end, `closed` if it has ended.
    func records(
        of tenant: TenantID,
        after: RecordKey?,
        limit: Int,
        by deadline: Deadline
    ) async throws(StorageError) -> [CopiedRecord]

    /// Ends it; ending twice is no error.
    func end() async
}
