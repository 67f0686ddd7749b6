internal import ClinicalNotes

/// What one member sees of the practice's notes, found out by asking for every one of them.
struct PersonalView {
    let member: Member
    /// The notes that were opened.
    let seen: [NoteID: Compartment]
    /// How many psychotherapy notes were opened that somebody else wrote.
    let foreignPsychotherapy: Int
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
    ///   - notes: All notes of the practice.
    /// - Throws: ``DemonstrationError`` if a chart and the note itself do not say the same.
    init(
        of member: Member,
        in vault: NoteVault,
        charts: [PatientID],
        notes: [NoteID: Compartment]
    ) async throws {
        let session = try await vault.session(
            for: member.principal,
            purpose: member.purpose,
            unlocking: member.keyring
        )
        defer { session.close() }
        var seen: [NoteID: Compartment] = [:]
        var foreignPsychotherapy = 0
        for patient in charts {
            for try await entry in session.chart(of: patient) where seen[entry.id] == nil {
                let note = try await session.read(entry.id)
                seen[note.id] = note.compartment
                if note.compartment == .psychotherapy, !note.originators.contains(member.principal) {
                    foreignPsychotherapy += 1
                }
            }
        }
        // What no chart lists must not open by its identifier either. The fewer psychotherapy notes come first, so that
        // the audit log names each of them: of a long row of refusals it counts the later ones together.
        let hidden = notes.filter { seen[$0.key] == nil }.sorted { left, right in
            (left.value == .psychotherapy ? 0 : 1, left.key) < (
                right.value == .psychotherapy ? 0 : 1, right.key
            )
        }
        for (note, _) in hidden where try await Self.opens(note, in: session) {
            throw DemonstrationError("\(member.id.rawValue) opens a note that no chart lists")
        }
        self.member = member
        self.seen = seen
        self.foreignPsychotherapy = foreignPsychotherapy
    }

    private static func opens(_ note: NoteID, in session: NoteSession) async throws -> Bool {
        do {
            _ = try await session.read(note)
            return true
        } catch is Refusal {
            return false
        } catch let error as VaultError where error.code == .notFound {
            return false
        }
    }
}
