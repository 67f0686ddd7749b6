import ClinicalNotes
import Foundation
import TestSupport
import Testing

/// A practice with something of everything, on a store that can be tampered with.
struct TamperedPractice {
    /// A note and what it says, to see that nothing else is ever read in its place.
    struct Written: Sendable {
        let note: NoteID
        let text: String
    }

    let store: TamperingStore
    let keys: InMemoryKeyService
    let directory: PracticeDirectory
    let vault: NoteVault
    let anchor: any Anchor
    let rivera: PrincipalID
    let riveraKeys: Keyring
    let ana: PatientID
    let ben: PatientID
    private(set) var written: [Written] = []
    /// The store once everything was integrated into the audit tree.
    private(set) var image = StoreImage()

    static func templates() throws -> TemplateRegistry {
        var templates = TemplateRegistry.standard
        try templates.register(DependencyNote.self)
        try templates.register(DependencyCounseling.self)
        return templates
    }

    static func temporaryAnchor() -> FileAnchor {
        FileAnchor(
            path: FileManager.default.temporaryDirectory.appending(path: "anchor-\(UUID().uuidString)").path
        )
    }

    init(anchor: any Anchor = NoAnchor()) async throws {
        self.anchor = anchor
        store = TamperingStore()
        keys = InMemoryKeyService()
        directory = PracticeDirectory()
        vault = try await NoteVault.found(
            store: store,
            waiving: .durable,
            keys: keys,
            policy: .unitedStates,
            relationships: directory,
            anchor: anchor,
            templates: try Self.templates(),
            environment: VaultEnvironment(now: { Practice.start }, entropy: .system),
            // Other tests keep the machine busy.
            timeout: .seconds(300)
        )
        riveraKeys = try await vault.staff("Rivera", part2Program: true)
        rivera = riveraKeys.principal
        let vault = vault
        func patient(_ name: String) async throws -> PatientID {
            try await vault.register(
                Person(
                    legalName: name,
                    birthDate: CalendarDay(year: 1990, month: 5, day: 1),
                    identifiers: [PersonIdentifier(system: "urn:mrn", value: name)]
                ),
                idempotencyKey: IdempotencyKey(name)
            )
        }
        ana = try await patient("Ana")
        ben = try await patient("Ben")
        for patient in [ana, ben] { directory.join(rivera, patient) }
        let desk = try await self.desk()
        try await writeVisits(desk)
        try await writeOthers(desk)
        try await vault.checkpoint()
        image = store.image
    }

    static func open(
        _ store: any NoteStore,
        _ keys: InMemoryKeyService,
        _ directory: PracticeDirectory,
        _ anchor: any Anchor
    ) async throws -> NoteVault {
        try await NoteVault.open(
            store: store,
            waiving: .durable,
            keys: keys,
            policy: .unitedStates,
            relationships: directory,
            anchor: anchor,
            templates: try templates(),
            environment: VaultEnvironment(now: { Practice.start }, entropy: .system),
            timeout: .seconds(300)
        )
    }

    func desk() async throws -> NoteSession { try await desk(of: vault) }

    func desk(of vault: NoteVault) async throws -> NoteSession {
        try await vault.session(for: rivera, purpose: .treatment, unlocking: riveraKeys)
    }

    /// What a note says to its author, read from another store by a vault that knows nothing yet.
    func read(_ note: NoteID, from image: StoreImage) async throws -> String {
        let vault = try await Self.open(TamperingStore(image), keys, directory, NoAnchor())
        return try await desk(of: vault).read(note).copyText()
    }

    private mutating func writeVisits(_ desk: NoteSession) async throws {
        for (number, subjects) in [[ana], [ana], [ben], [ana, ben]].enumerated() {
            let start = Practice.start + .seconds(number * 86_400)
            let visit = try await desk.document(
                CounselingSession(
                    subjects: subjects,
                    period: start..<(start + .seconds(3000)),
                    modality: TreatmentModality(subjects.count > 1 ? .couple : .individual),
                    summary: SessionSummary(progress: "Progress \(number)."),
                    individual: subjects.count > 1 ? [ana: SessionSummary(progress: "Ana's own.")] : [:],
                    analysis: PsychotherapyNote(impressions: ClinicalText("Impression \(number)."))
                ),
                idempotencyKey: IdempotencyKey("visit-\(number)")
            )
            let analysis = try #require(visit.analysis)
            for (name, note) in [("summary", visit.summary), ("analysis", analysis)] {
                // The last visit stays a draft.
                if number != 3 {
                    try await desk.sign(note, idempotencyKey: IdempotencyKey("sign-\(name)-\(number)"))
                }
                written.append(Written(note: note, text: ""))
            }
        }
    }

    private mutating func writeOthers(_ desk: NoteSession) async throws {
        let summary = written[0].note
        let analysis = written[1].note
        try await desk.amend(summary, SessionSummary(progress: "Corrected."), idempotencyKey: "amend-1")
        try await desk.amend(summary, SessionSummary(progress: "Corrected again."), idempotencyKey: "amend-2")
        try await desk.amend(
            analysis,
            PsychotherapyNote(impressions: "Seen otherwise."),
            idempotencyKey: "amend-3"
        )
        for (number, note) in [summary, summary, analysis].enumerated() {
            _ = try await desk.attach(
                SensitiveBytes([UInt8](repeating: 7, count: 300 * number)),
                name: "scan.pdf",
                mediaType: "application/pdf",
                to: note,
                idempotencyKey: IdempotencyKey("attach-\(number)")
            )
        }
        let addendum = try await desk.addend(
            written[2].note,
            SessionSummary(progress: "Added."),
            idempotencyKey: "addend"
        )
        try await desk.release(written[2].note, to: ana, idempotencyKey: "release")
        let use = try await desk.draft(
            DependencyNote(course: "Abstinent."),
            about: [ana],
            idempotencyKey: "use"
        )
        let counseling = try await desk.draft(
            DependencyCounseling(analysis: "Speaks of cravings."),
            about: [ana],
            idempotencyKey: "counseling"
        )
        for (name, note) in [("use", use), ("counseling", counseling)] {
            try await desk.sign(note, idempotencyKey: IdempotencyKey("sign-\(name)"))
        }
        let letter = try await desk.draft(
            FreeText(text: ClinicalText(String(repeating: "A long letter. ", count: 200))),
            about: [ben],
            idempotencyKey: "letter"
        )
        let dropped = try await desk.draft(
            FreeText(text: "Never mind."),
            about: [ben],
            idempotencyKey: "drop"
        )
        try await desk.discard(dropped, reason: "Wrong patient.", idempotencyKey: "discard")
        let withdrawn = try await desk.draft(FreeText(text: "Not so."), about: [ben], idempotencyKey: "wrong")
        try await desk.sign(withdrawn, idempotencyKey: "sign-wrong")
        try await desk.enterInError(
            withdrawn,
            as: .wrongContent,
            reason: "Not hers.",
            idempotencyKey: "error"
        )
        var said: [Written] = []
        for note in written.map(\.note) + [addendum, use, counseling, letter, withdrawn] {
            said.append(Written(note: note, text: try await desk.read(note).copyText()))
        }
        written = said
    }
}
