internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension NoteSession {
    /// Lists who saw a note on the wrong patient's chart: what the duty to assess a breach is about, 45 CFR 164.402.
    ///
    /// Read from the audit log, which has every opening; so a long log takes long. For whoever sees the duty,
    /// ``duties(evenIfIncomplete:)``.
    ///
    /// - Parameter duty: An open duty to assess a breach.
    /// - Returns: Who saw the note; no content and no name.
    /// - Throws: ``NotesError`` with `notFound` for what is no such open duty that this principal may see, `notStaff` for anybody but
    ///   verified staff of the practice.
    public func exposure(for duty: Duty.ID) async throws(NotesError) -> Exposure {
        try await handOut { session, now in
            try await session.requireStaff()
            guard let open = try await core.openDuties()[duty], session.maySee(open),
                open.obligation == .assessBreach, let note = open.note
            else { throw NotesError(.notFound, at: "duty") }
            let authors = try await core.loadHeaders([note])[note]?.header.originators ?? []
            var sightings: [Exposure.Sighting] = []
            let isComplete = try await core.forEachAuditEntry { line in
                let entry = line.entry
                guard entry.isOpening(of: note), !authors.contains(entry.principal) else { return }
                sightings.append(
                    Exposure.Sighting(
                        at: entry.at,
                        principal: entry.principal,
                        role: entry.role,
                        purpose: entry.purpose,
                        action: entry.action
                    )
                )
            }
            return Unrecorded(
                Exposure(note: note, sightings: sightings, isComplete: isComplete),
                guards: [],
                recordedBy: session.entry(.inspection, .read, on: .note(note), at: now)
            )
        }
    }
}

extension AuditEntry {
    /// Whether the entry is of an opening of a note.
    fileprivate func isOpening(of note: NoteID) -> Bool {
        owner == note.owner && record == note.record && outcome == .permitted
            && [.decision, .search, .accessReading].contains(event)
            && [.read, .browse, .disclose, .export, .deidentify].contains(action)
    }
}
