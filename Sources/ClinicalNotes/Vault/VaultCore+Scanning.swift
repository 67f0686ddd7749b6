internal import ClinicalNotesModel
internal import ClinicalNotesStorage

extension VaultCore {
    private static let scannedAtOnce = 512

    /// All hits of a collection that a predicate selects, as the store has them; what they are is to be checked on the
    /// records.
    func scan(
        _ collection: RecordCollection,
        _ predicate: IndexPredicate,
        _ take: (IndexPage.Hit) -> Void
    ) async throws(NotesError) {
        var position: IndexQuery.Position?
        while true {
            let page = try await scan(
                IndexQuery(
                    tenant: tenant,
                    collection: collection,
                    predicate: predicate,
                    order: .ascending,
                    after: position,
                    limit: Self.scannedAtOnce
                )
            )
            page.hits.forEach(take)
            guard page.hasMore, let last = page.hits.last else { return }
            position = last.position
        }
    }
}
