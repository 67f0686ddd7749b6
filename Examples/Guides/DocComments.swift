internal import ClinicalNotes
internal import ClinicalNotesSQLite
internal import Foundation

/// A host that knows who is on whose care team, and who has signed in.
struct PortalDirectory: Relationships {
    let teams: [PatientID: Set<PrincipalID>]
    let signedIn: Set<PrincipalID>

    func careTeam(of patient: PatientID, includes principal: PrincipalID, at moment: Instant) async
        -> Fact<Bool>
    { teams[patient].map { .known($0.contains(principal)) } ?? .unknown }

    func isVerified(_ principal: PrincipalID, at moment: Instant) async -> Fact<Bool> {
        .known(signedIn.contains(principal))
    }
}

/// The examples of doc comments that stand in no guide; `Scripts/check-readme` sees to it that they agree.
enum DocComments {
    /// Opens a practice.
    static func open(
        _ storeFile: String,
        _ keyFile: String,
        _ anchorFile: String,
        _ passphrase: SensitiveBytes,
        _ practiceDirectory: any Relationships
    ) async throws -> NoteVault {
        let vault = try await NoteVault.open(
            store: SQLiteNoteStore(path: storeFile),
            keys: LocalKeyService(file: keyFile, passphrase: passphrase),
            policy: .unitedStates,
            relationships: practiceDirectory,
            anchor: FileAnchor(path: anchorFile)
        )
        return vault
    }

    /// Opens a practice whose clinicians all treat every patient.
    static func openSmall(_ store: any NoteStore, _ keys: any KeyService) async throws -> NoteVault {
        let vault = try await NoteVault.open(
            store: store,
            keys: keys,
            policy: .unitedStates,
            relationships: .smallPractice
        )
        return vault
    }

    /// The local key service of a program that nobody types a passphrase into, and an anchor on another disk.
    static func unattended(_ keyFile: String) throws -> (any KeyService, any Anchor) {
        let keys = try LocalKeyService(file: keyFile, rootKeyFromEnvironment: "PRACTICE_ROOT_KEY")
        let anchor = FileAnchor(path: "/srv/anchors/practice")
        return (keys, anchor)
    }

    /// A visit, from the form to the portal.
    static func visit(
        _ vault: NoteVault,
        _ rivera: PrincipalID,
        _ keyring: Keyring,
        _ ana: PatientID,
        _ begun: Instant,
        _ progress: String
    ) async throws -> NoteID {
        let session = CounselingSession(
            subjects: [ana],
            period: begun..<(begun + .seconds(50 * 60)),
            modality: .individual,
            summary: SessionSummary(diagnosis: "F41.1", progress: progress),
            analysis: PsychotherapyNote(impressions: "Speaks of the locked door for the first time.")
        )
        let desk = try await vault.session(for: rivera, purpose: .treatment, unlocking: keyring)
        let visit = try await desk.document(session)
        try await desk.sign(visit.summary)
        try await desk.release(visit.summary, to: ana)
        return visit.summary
    }

    /// A visit, named after the form that it came from.
    static func named(_ form: String, _ session: CounselingSession, _ desk: NoteSession) async throws
        -> DocumentedSession
    {
        let visit = try await desk.document(session, idempotencyKey: "form-\(form)")
        return visit
    }

    /// A page of a chart, and what one note of it says.
    static func chart(of ana: PatientID, at desk: NoteSession, since lastYear: Instant, now: Instant)
        async throws
        -> [String]
    {
        let signed = ChartFilter(period: lastYear..<now, statuses: [.signed])
        var lines: [String] = []
        for try await entry in desk.chart(of: ana, matching: signed) {
            let note = try await desk.read(entry.id)
            lines.append(note[\SessionSummary.progress]?.text.copyString() ?? "")
        }
        return lines
    }

    /// A refusal as a portal shows it.
    static func told(_ portal: NoteSession, _ note: NoteID) async throws -> [String] {
        do {
            return [try await portal.read(note).copyText()]
        } catch {
            guard let refusal = error.refusal else { throw error }
            return [refusal.explanation] + refusal.remedies.map(\.sentence)
        }
    }

    /// An error as a log takes it.
    static func logged(_ desk: NoteSession, _ note: NoteID) async throws -> String {
        do {
            try await desk.sign(note)
        } catch {
            return error.refusal?.explanation ?? "\(error) \(error.advice)"
        }
        return ""
    }

    /// Words of a form.
    static func text(_ form: [String: String]) -> Int {
        let note = PsychotherapyNote(impressions: form["impressions"], themes: ["sleep", "the locked door"])
        let summary = SessionSummary(
            progress: form["progress"],
            medications: [MedicationStatement("Sertraline", dosage: "50 mg")]
        )
        return (note.themes?.count ?? 0) + (summary.medications?.count ?? 0)
    }
}
