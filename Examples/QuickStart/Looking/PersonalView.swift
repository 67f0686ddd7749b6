internal import ClinicalNotes

/// What one member sees of the practice's notes, found out by asking for every one of them.
struct PersonalView {
    let member: Member
    /// The notes that were opened.
    let seen: [NoteID: Compartment]
    /// How many psychotherapy notes were opened that somebody else wrote.
    let foreignPsychotherapy: Int
    /// Why something could not be looked at: what the vault refused because of the store, and not because of the member.
    let failures: [NotesError]
    /// How many of the seen notes a release opened: all that a portal shows.
    var released: Int { member.browses ? seen.count : 0 }

    /// How many notes of a compartment were opened.
    func count(_ compartment: Compartment) -> Int { seen.values.count { $0 == compartment } }

    /// Lists every chart and opens every note, as the member.
    ///
    /// - Parameters:
    ///   - member: Who looks.
    ///   - vault: The vault.
    ///   - charts: The charts of all patients.
    ///   - notes: All notes of the practice, in the order in which those are asked for that no chart lists.
    /// - Throws: ``DemonstrationError`` if a chart and the note itself do not say the same.
    init(
        of member: Member,
        in vault: NoteVault,
        charts: [PatientID],
        notes: [NoteID]
    ) async throws {
        var seen: [NoteID: Compartment] = [:]
        var foreignPsychotherapy = 0
        var failures: [NotesError] = []
        let unopened = try await Self.failure {
            let session = try await vault.session(for: member)
            defer { session.close() }
            for patient in charts {
                let unlisted = try await Self.failure {
                    for try await entry in session.chart(of: patient) where seen[entry.id] == nil {
                        let note = try await session.read(entry.id)
                        seen[note.id] = note.compartment
                        if note.compartment == .psychotherapy, !note.originators.contains(member.principal) {
                            foreignPsychotherapy += 1
                        }
                    }
                }
                if let unlisted { failures.append(unlisted) }
            }
            // What no chart lists must not open by its identifier either; a chart that could not be listed tells nothing.
            let unlisted = failures.isEmpty ? notes.filter { seen[$0] == nil } : []
            for note in unlisted {
                let unread = try await Self.failure {
                    guard try await Self.opens(note, in: session) else { return }
                    throw DemonstrationError("\(member.id.rawValue) opens a note that no chart lists")
                }
                if let unread { failures.append(unread) }
            }
        }
        if let unopened { failures.append(unopened) }
        self.member = member
        self.seen = seen
        self.foreignPsychotherapy = foreignPsychotherapy
        self.failures = failures
    }

    /// Why the vault did not do something because of the store, or `nil`.
    private static func failure(of body: () async throws -> Void) async throws -> NotesError? {
        do {
            try await body()
            return nil
        } catch let error as NotesError {
            return error
        }
    }

    private static func opens(_ note: NoteID, in session: NoteSession) async throws -> Bool {
        do {
            _ = try await session.read(note)
            return true
        } catch {
            guard [.refused, .notFound].contains(error.code) else { throw error }
            return false
        }
    }
}
