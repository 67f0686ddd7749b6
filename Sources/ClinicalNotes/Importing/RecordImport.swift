internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

/// An import while it runs: people first, then the notes of each owner, one commit an owner.
struct RecordImport {
    let session: NoteSession
    let records: ForeignRecords
    let isDryRun: Bool

    var core: VaultCore { session.core }

    func run() async throws(VaultError) -> ImportReport {
        _ = try await importer()
        let patients = try await importPatients()
        let authors = try await resolvedAuthors()
        var outcomes: [Int: ImportOutcome<NoteID>] = [:]
        var batches: [Subjects: [Int]] = [:]
        var prepared: [Int: PreparedNote] = [:]
        let repeated = repeatedIdentifiers(records.notes.map(\.identifiers))
        for (position, note) in records.notes.enumerated() {
            do throws(VaultError) {
                guard !note.identifiers.isEmpty else {
                    throw VaultError(.identifierMissing, at: "identifiers")
                }
                guard repeated.isDisjoint(with: note.identifiers) else {
                    throw VaultError(.identityConflict, at: "identifiers")
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
            do throws(VaultError) {
                outcomes.merge(try await importNotes(notes, about: subjects)) { _, newer in newer }
            } catch  where error.concernsOneOwner {
                for position in positions { outcomes[position] = .refused(error) }
            }
        }
        return ImportReport(
            patients: patients,
            notes: records.notes.indices.map { outcomes[$0] ?? .refused(VaultError(.invalidInput)) }
        )
    }

    /// Whom a batch is about: patients on record, or some whom a dry run only would put on record.
    enum Subjects: Hashable {
        case onRecord([PatientID])
        case notYetOnRecord([Int])
    }

    private func subjects(
        of note: ForeignNote,
        _ patients: [ImportOutcome<PatientID>]
    ) throws(VaultError) -> Subjects {
        let positions = note.subjects
        guard !positions.isEmpty, Set(positions).count == positions.count else {
            throw VaultError(.invalidInput, at: "subjects")
        }
        guard positions.allSatisfy({ patients.indices.contains($0) && patients[$0].refusal == nil }) else {
            throw VaultError(.notFound, at: "subjects")
        }
        let known = positions.compactMap { patients[$0].made }
        guard known.count == positions.count else { return .notYetOnRecord(positions.sorted()) }
        guard Set(known).count == known.count else { throw VaultError(.invalidInput, at: "subjects") }
        return .onRecord(known.sorted())
    }

    /// The identifiers that stand with more than one record.
    func repeatedIdentifiers(_ all: [[PersonIdentifier]]) -> Set<PersonIdentifier> {
        var seen: Set<PersonIdentifier> = []
        var repeated: Set<PersonIdentifier> = []
        for identifiers in all {
            for identifier in Set(identifiers) where !seen.insert(identifier).inserted {
                repeated.insert(identifier)
            }
        }
        return repeated
    }

    /// The session as it stands now, for one attempt, if it may import.
    ///
    /// Importing is for verified staff of the practice with their own keys; anybody else's attempt is recorded.
    func importer() async throws(VaultError) -> NoteSession {
        try await session.refreshStanding()
        let importer = session.pinned()
        let standing = importer.state.current.enrolment.standing
        let now = core.now
        let isVerified = await core.relationships.isVerified(importer.principal, at: now)
        guard standing.organization == core.organization, standing.role.isStaff, isVerified == .known(true)
        else {
            if !isDryRun {
                let entry = importer.entry(
                    .importing,
                    .create,
                    owner: OwnerID(core.tenant.bytes),
                    outcome: .refused,
                    epoch: 0,
                    at: now
                )
                try await core.refusals.record(entry, core)
            }
            throw VaultError(.notStaff, at: "session")
        }
        guard let keyring = importer.state.keyring, !keyring.isLocked else {
            throw VaultError(.keyringRequired, at: "unlocking")
        }
        return importer
    }
}

extension PrincipalRole {
    /// Whether people of this role work in the practice.
    fileprivate var isStaff: Bool {
        switch EnrolmentKind(self) {
        case .clinician, .staff: true
        default: false
        }
    }
}

extension VaultError {
    /// Whether the import can go on with other people's notes.
    fileprivate var concernsOneOwner: Bool {
        [.notFound, .tampered, .tooLarge, .templateUnknown].contains(code) && place != "store"
    }
}
