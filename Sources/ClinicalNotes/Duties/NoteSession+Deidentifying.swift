public import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension NoteSession {
    /// Asks for a note without identifiers, 45 CFR 164.514(b); refused, whoever asks.
    ///
    /// Identifiers are removed before anything is handed out, and this library cannot do it: in notes of therapy the words
    /// themselves tell who is meant. The refusal says whether law would let it be done: then its obligation is
    /// `deidentify-first`.
    ///
    /// - Parameter note: The note.
    /// - Returns: Nothing in this version.
    /// - Throws: ``Refusal``, ``VaultError``.
    public func deidentify(_ note: NoteID) async throws -> OpenedNote {
        try await core.inTime {
            let now = core.now
            guard let loaded = try await core.loadHeaders([note])[note] else {
                try await refuse(nil, .deidentify, note, at: now)
            }
            let session = pinned()
            let decision = try await session.require(.deidentify, loaded, at: now)
            // No declaration and no rule makes it content without identifiers.
            try await session.block(
                decision,
                until: [.deidentifyFirst],
                .deidentify,
                note,
                revision: loaded.header.revision,
                epoch: loaded.view.epoch,
                at: now
            )
        }
    }
}
