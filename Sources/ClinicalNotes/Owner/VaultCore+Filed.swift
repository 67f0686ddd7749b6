internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

extension VaultCore {
    /// Records that an owner filed, opened as one kind, in the order asked for; `nil` if there is no such owner.
    func filed(
        _ ids: [RecordID],
        of owner: OwnerID,
        as kind: SealedKind
    ) async throws(NotesError) -> (view: OwnerView, contents: [[UInt8]])? {
        let records = records(owner)
        let (owners, stored) = try await view(
            [owner: Set(ids.map(\.directoryPage))],
            and: ids.map { records.header($0) }
        )
        guard let view = owners[owner] else { return nil }
        do throws(CryptoError) {
            var contents: [[UInt8]] = []
            for (id, row) in zip(ids, stored) {
                guard let entry = try view.entry(id) else { throw CryptoError(.cannotOpen) }
                contents.append(try view.open(try view.authentic(entry, row), entry, as: kind))
            }
            return (view, contents)
        } catch {
            throw NotesError(error, owner: owner)
        }
    }
}
