internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

/// An import while it runs: people first, then the notes of each owner, one commit an owner.
struct RecordImport {
    let session: NoteSession
    let records: ExternalRecords
    let isDryRun: Bool

    var core: VaultCore { session.core }

    func run() async throws(NotesError) -> ImportReport {
        _ = try await importer()
        let (patients, provisional) = try await importPatients()
        let refusedEncounters = try await importEncounters(patients)
        let authors = try await resolvedAuthors()
        var outcomes: [Int: ImportOutcome<NoteID>] = [:]
        var batches: [Subjects: [Int]] = [:]
        var prepared: [Int: PreparedNote] = [:]
        let keys = recognizedKeys()
        let states = KeyedStates(zip(records.notes, keys).map { note, key in note.state(as: key) })
        for (position, note) in records.notes.enumerated() where states.newest(of: position) == nil {
            do throws(NotesError) {
                guard !states.conflicting.contains(position) else {
                    throw NotesError(.identityConflict, at: "key")
                }
                let subjects = try subjects(of: note, patients)
                prepared[position] = try prepare(note, authors)
                batches[subjects, default: []].append(position)
            } catch {
                outcomes[position] = .refused(error)
            }
        }
        for (subjects, positions) in batches.sorted(by: { ($0.value.first ?? 0) < ($1.value.first ?? 0) }) {
            let notes = positions.compactMap { position in prepared[position].map { (position, $0) } }
            do throws(NotesError) {
                outcomes.merge(try await importNotes(notes, about: subjects)) { _, newer in newer }
            } catch  where error.concernsOneOwner {
                for position in positions { outcomes[position] = .refused(error) }
            }
        }
        for position in records.notes.indices {
            guard let newest = states.newest(of: position) else { continue }
            outcomes[position] = outcomes[newest]?.ofOlderState
        }
        return ImportReport(
            patients: patients,
            notes: records.notes.indices.map { outcomes[$0] ?? .refused(NotesError(.invalidInput)) },
            provisional: provisional,
            refusedEncounters: refusedEncounters
        )
    }

    /// By what each note is recognized among those that come together: one that has no key but its address by the key of the
    /// one other that is the same resource and has one.
    private func recognizedKeys() -> [PersonIdentifier] {
        var keys: [PersonIdentifier: Set<PersonIdentifier>] = [:]
        for note in records.notes {
            guard let address = note.address, note.key != address else { continue }
            keys[address, default: []].insert(note.key)
        }
        return records.notes.map { note in
            guard note.key == note.address, let others = keys[note.key], others.count == 1 else {
                return note.key
            }
            return others.first ?? note.key
        }
    }

    /// Whom a batch is about: patients on record, or some whom a dry run only would put on record.
    enum Subjects: Hashable {
        case onRecord([PatientID])
        case notYetOnRecord([Int])
    }

    private func subjects(
        of note: ExternalNote,
        _ patients: [ImportOutcome<PatientID>]
    ) throws(NotesError) -> Subjects {
        let positions = note.subjects
        guard !positions.isEmpty, Set(positions).count == positions.count else {
            throw NotesError(.invalidInput, at: "subjects")
        }
        guard positions.allSatisfy({ patients.indices.contains($0) && patients[$0].refusal == nil }) else {
            throw NotesError(.notFound, at: "subjects")
        }
        let known = positions.compactMap { patients[$0].made }
        guard known.count == positions.count else { return .notYetOnRecord(positions.sorted()) }
        guard Set(known).count == known.count else { throw NotesError(.invalidInput, at: "subjects") }
        return .onRecord(known.sorted())
    }

    /// The session as it stands now, for one attempt, if it may import.
    ///
    /// Importing is for verified staff of the practice with their own keys; anybody else's attempt is recorded.
    func importer() async throws(NotesError) -> NoteSession {
        try await session.refreshSnapshot()
        let importer = session.pinned()
        let affiliation = importer.state.current.enrollment.affiliation
        let now = core.now
        let isVerified = await importer.relationships.isVerified(importer.principal, at: now)
        guard affiliation.organization == core.organization, affiliation.role.isStaff,
            isVerified == .known(true)
        else {
            if !isDryRun {
                try await core.record(
                    importer.entry(
                        .importing,
                        .create,
                        on: .owner(core.practice),
                        outcome: .refused,
                        at: now
                    )
                )
            }
            throw NotesError(.notStaff, at: "session")
        }
        guard let keyring = importer.state.keyring, !keyring.isLocked else {
            throw NotesError(.keyringRequired, at: "unlocking")
        }
        return importer
    }
}

extension ExternalNote {
    /// What tells its states apart.
    fileprivate func state(as key: PersonIdentifier) -> KeyedStates.State {
        // Bare hash in memory, of words that are there beside it. Two that say the same of other people, or under other
        // labels, are not the same.
        var told = ByteWriter()
        told.text(status.rawValue)
        told.text(kind.code)
        for compartment in [compartment, proposedCompartment ?? compartment] {
            told.integer(compartment.rawValue)
        }
        told.list(subjects.sorted()) { $0.integer(UInt64($1)) }
        told.list(Set(labels).map { "\($0.system)|\($0.code)" }.sorted()) { $0.text($1) }
        told.list(Set(encounters).map { "\($0.system)|\($0.value)" }.sorted()) { $0.text($1) }
        told.list(attachments) { writer, file in
            writer.text(file.name ?? "")
            writer.text(file.mediaType)
            writer.integer(UInt64(file.size ?? 0))
        }
        return KeyedStates.State(
            key: key,
            version: version,
            content: Digest.of(told.bytes + ExternalWords(of: self).bytes)
        )
    }
}

extension ImportOutcome {
    /// What became of an older state that came together with one of which this became.
    var ofOlderState: ImportOutcome {
        made.map { .unchanged($0) } ?? self
    }
}

extension PrincipalRole {
    /// Whether people of this role work in the practice.
    fileprivate var isStaff: Bool {
        switch EnrollmentKind(self) {
        case .clinician, .staff: true
        default: false
        }
    }
}

extension NotesError {
    /// Whether the import can go on with other people's notes.
    fileprivate var concernsOneOwner: Bool {
        [.notFound, .tampered, .tooLarge, .templateUnknown].contains(code) && place != "store"
    }
}
