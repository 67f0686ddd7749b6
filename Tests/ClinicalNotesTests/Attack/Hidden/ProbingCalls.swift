import ClinicalNotesModel
import ClinicalNotesPolicy
import TestSupport

@testable import ClinicalNotes

/// A public call that names a note.
struct NoteCall: Sendable {
    let name: String
    /// What the policy is asked; `nil` for what reading is in a session.
    let action: NoteAction?
    let make: @Sendable (NoteSession, NoteID, IdempotencyKey) async throws -> String

    private init(
        _ name: String,
        _ action: NoteAction?,
        _ make: @escaping @Sendable (NoteSession, NoteID, IdempotencyKey) async throws -> Void
    ) {
        self.name = name
        self.action = action
        self.make = { session, note, key in
            try await make(session, note, key)
            return "done"
        }
    }

    /// What the policy is asked in a session.
    func asked(in session: NoteSession) -> NoteAction {
        // Whoever asked for an amendment looks at the own request by the right to ask.
        let asksForOwn = name == "amendment requests" && session.purpose == .amendmentRequest
        return asksForOwn && session.readingAction == .disclose
            ? .requestAmendment : action ?? session.readingAction
    }

    private init(
        counting name: String,
        _ make: @escaping @Sendable (NoteSession, NoteID) async throws -> Int
    ) {
        self.name = name
        action = nil
        self.make = { session, note, _ in "\(try await make(session, note))" }
    }

    /// All of them; a note is released to, held from and granted to the patients that are given.
    static func all(_ patient: PatientID, _ reader: PrincipalID) -> [NoteCall] {
        @Sendable func hold(_ note: NoteID, _ session: NoteSession) -> Hold {
            Hold(
                note: note,
                patient: patient,
                ground: .endangerLifeOrPhysicalSafety,
                determinedBy: .licensedProfessional,
                by: session.principal,
                at: Practice.start,
                individualized: true,
                treatingRelationship: true,
                expires: nil
            )
        }
        let text = FreeText("x")
        return [
            NoteCall("read", nil) { session, note, _ in _ = try await session.read(note) },
            NoteCall(counting: "read several") { try await $0.read([$1]).count },
            NoteCall("export", .export) { session, note, _ in _ = try await session.export(note) },
            NoteCall("read what was requested", .read) { session, note, _ in
                _ = try await session.readRequested(note)
            },
            NoteCall("deidentify", .deidentify) { session, note, _ in
                _ = try await session.deidentify(note)
            },
            NoteCall("audience", nil) { session, note, _ in _ = try await session.audience(of: note) },
            NoteCall("holds", .setSharing) { session, note, _ in _ = try await session.holds(on: note) },
            NoteCall(counting: "amendment requests") { try await $0.amendmentRequests(of: $1).count },
            NoteCall("request an amendment", .requestAmendment) {
                _ = try await $0.requestAmendment(of: $1, "x", idempotencyKey: $2)
            },
            NoteCall("answer an amendment", .amend) {
                try await $0.answerAmendment(
                    RecordID(onPage: 0, 1, 2),
                    of: $1,
                    accepting: true,
                    words: "x",
                    idempotencyKey: $2
                )
            },
            NoteCall(counting: "attachments") { try await $0.attachments(of: $1).count },
            NoteCall("open an attachment", nil) { session, note, _ in
                let id = AttachmentID(note: note, record: RecordID(onPage: 0, 1, 2))
                _ = try await session.openAttachment(id)
            },
            NoteCall("export an attachment", .export) { session, note, _ in
                let id = AttachmentID(note: note, record: RecordID(onPage: 0, 1, 2))
                _ = try await session.exportAttachment(id)
            },
            NoteCall("attach", .amend) {
                _ = try await $0.attach(
                    SensitiveBytes([1]),
                    mediaType: "a/b",
                    to: $1,
                    idempotencyKey: $2
                )
            },
            NoteCall("edit", .edit) { try await $0.edit($1, text, idempotencyKey: $2) },
            NoteCall("edit in another compartment", .edit) {
                try await $0.edit($1, PsychotherapyNote(themes: ["x"]), idempotencyKey: $2)
            },
            NoteCall("record a use", .edit) { try await $0.recordUse(of: $1, idempotencyKey: $2) },
            NoteCall("sign", .sign) { try await $0.sign($1, idempotencyKey: $2) },
            NoteCall("cosign", .cosign) { try await $0.cosign($1, idempotencyKey: $2) },
            NoteCall("amend", .amend) { try await $0.amend($1, text, idempotencyKey: $2) },
            NoteCall("addend", .amend) { _ = try await $0.addend($1, text, idempotencyKey: $2) },
            NoteCall("annotate", .annotate) { _ = try await $0.annotate($1, "x", idempotencyKey: $2) },
            NoteCall("enter in error", .markEnteredInError) {
                try await $0.enterInError($1, as: .wrongContent, reason: "x", idempotencyKey: $2)
            },
            NoteCall("discard", .delete) { try await $0.discard($1, reason: "x", idempotencyKey: $2) },
            NoteCall("confirm authorship", .attest) {
                try await $0.confirmAuthorship(of: $1, idempotencyKey: $2)
            },
            NoteCall("name an author", nil) {
                try await $0.nameAuthor(reader, of: $1, idempotencyKey: $2)
            },
            NoteCall("name oneself", nil) {
                try await $0.nameAuthor($0.principal, of: $1, idempotencyKey: $2)
            },
            NoteCall("withdraw an author", .attest) {
                try await $0.withdrawAuthor(reader, of: $1, idempotencyKey: $2)
            },
            NoteCall("vouch", .attest) { try await $0.vouch(for: reader, of: $1, idempotencyKey: $2) },
            NoteCall("release", .setSharing) { try await $0.release($1, to: patient, idempotencyKey: $2) },
            NoteCall("withhold", .setSharing) {
                try await $0.withhold($1, from: patient, idempotencyKey: $2)
            },
            NoteCall("hold", .setSharing) { try await $0.place(hold($1, $0), idempotencyKey: $2) },
            NoteCall("lift", .setSharing) { try await $0.lift(hold($1, $0), idempotencyKey: $2) },
            NoteCall("labels", .setSharing) { session, note, _ in _ = try await session.labels(of: note) },
            NoteCall("label", .setSharing) {
                try await $0.label($1, NoteLabels(["x"]), idempotencyKey: $2)
            },
            NoteCall("lift a label", .setSharing) {
                let label = SecurityLabel(system: "urn:example:labels", code: "x")
                try await $0.lift([label], of: $1, idempotencyKey: $2)
            },
            NoteCall("keep the compartment", .setSharing) {
                try await $0.keepCompartment(of: $1, idempotencyKey: $2)
            },
            NoteCall("move to the proposed compartment", .amend) {
                _ = try await $0.moveToProposedCompartment($1, idempotencyKey: $2)
            },
            NoteCall("grant to oneself", nil) {
                try await $0.grantKey(of: $1, to: $0.principal, for: .treatment, idempotencyKey: $2)
            },
            NoteCall("grant to another", nil) {
                try await $0.grantKey(of: $1, to: reader, for: .treatment, idempotencyKey: $2)
            },
        ]
    }
}

/// A public call that names a patient.
struct PatientCall: Sendable {
    let name: String
    let make: @Sendable (NoteSession, PatientID, IdempotencyKey) async throws -> String

    private init(
        _ name: String,
        _ make: @escaping @Sendable (NoteSession, PatientID, IdempotencyKey) async throws -> Void
    ) {
        self.name = name
        self.make = { session, patient, key in
            try await make(session, patient, key)
            return "done"
        }
    }

    private init(
        listing name: String,
        _ make: @escaping @Sendable (NoteSession, PatientID) async throws -> Int
    ) {
        self.name = name
        self.make = { session, patient, _ in "\(try await make(session, patient)) listed" }
    }

    /// What looks at or files something of a patient; a paper is of the one who files it, a directive is known of nobody.
    static func ofRecord(_ clinic: Clinic, beside partner: PatientID, _ keys: PublicKeys) -> [PatientCall] {
        let directive = DirectiveID(Bytes16(high: 6, low: 6))
        let moment = clinic.clock.now
        let absent = NoteID(owner: OwnerID(Bytes16(high: 3, low: 3)), record: RecordID(onPage: 0, 2, 2))
        return [
            PatientCall(listing: "page") { try await $0.chart(of: $1).page().count },
            PatientCall(listing: "page of a filter") {
                try await $0.chart(of: $1, matching: ChartFilter(compartments: [.psychotherapy])).page().count
            },
            PatientCall(listing: "count") { try await $0.chart(of: $1).count() },
            PatientCall(listing: "search") { try await $0.chart(of: $1).search(for: "e").count },
            PatientCall(listing: "directives") { try await $0.directives(of: $1).count },
            PatientCall(listing: "links") { try await $0.links(of: $1).count },
            PatientCall("request access") { _ = try await $0.requestAccess(to: $1, idempotencyKey: $2) },
            PatientCall("request an accounting") {
                _ = try await $0.requestAccounting(of: $1, idempotencyKey: $2)
            },
            PatientCall("record a restriction") { session, patient, key in
                let restriction = Restriction(
                    .agreed,
                    patient: patient,
                    blocksRoles: [],
                    blocksPurposes: [.payment]
                )
                _ = try await session.record(.restriction(restriction), idempotencyKey: key)
            },
            PatientCall("record a representation") { session, patient, key in
                let paper = Representation(of: patient, by: session.principal, basis: .adult, from: moment)
                _ = try await session.record(.representation(paper), idempotencyKey: key)
            },
            PatientCall("confirm") { try await $0.confirm(directive, of: $1, idempotencyKey: $2) },
            PatientCall("revoke") { try await $0.revoke(directive, of: $1, idempotencyKey: $2) },
            PatientCall("expiry event") {
                try await $0.recordExpiryEvent(of: directive, of: $1, idempotencyKey: $2)
            },
            PatientCall("release to") { try await $0.release(absent, to: $1, idempotencyKey: $2) },
            PatientCall("grant to") {
                try await $0.grantKey(of: absent, to: .patient($1), for: .patientRequest, idempotencyKey: $2)
            },
            PatientCall("update") {
                try await $0.update($1, Person(legalName: "x"), idempotencyKey: $2)
            },
            PatientCall("register a group") {
                _ = try await $0.register(group: [$1, partner], idempotencyKey: $2)
            },
            PatientCall("enrol") { try await $0.enroll($1, idempotencyKey: $2) },
            PatientCall("end an enrollment") {
                try await $0.endEnrollment(of: .patient($1), idempotencyKey: $2)
            },
            PatientCall(listing: "brought keys") {
                try await $0.broughtKeys(of: .patient($1)) == nil ? 0 : 1
            },
            PatientCall("confirm an enrollment") {
                try await $0.confirmEnrollment(of: .patient($1), keys: nil, idempotencyKey: $2)
            },
            PatientCall(listing: "unconfirmed enrollment") {
                try await $0.unconfirmedEnrollment(of: .patient($1)) == nil ? 0 : 1
            },
            PatientCall("certify keys") {
                try await $0.certifyKeys(keys.box.id, of: .patient($1), idempotencyKey: $2)
            },
            PatientCall(listing: "unconfirmed keys") {
                try await $0.unconfirmedKeys(of: .patient($1)) == nil ? 0 : 1
            },
            PatientCall("confirm keys") {
                try await $0.confirmKeys(keys.box.id, of: .patient($1), idempotencyKey: $2)
            },
            PatientCall("import about") { session, patient, key in
                let note = ExternalNote(
                    key: PersonIdentifier(system: "urn:probe", value: key.value),
                    kind: .note,
                    compartment: .general,
                    sections: [ExternalSection(text: "x")],
                    authors: [ExternalAuthor(attested: "Myself", principal: session.principal)],
                    subjects: [0],
                    period: moment..<moment
                )
                let records = ExternalRecords(patients: [.known(patient)], notes: [note])
                let report = try await session.importRecords(records)
                if case .refused(let error)? = report.notes.first { throw error }
            },
        ]
    }

    /// What begins a note about a patient, alone or with another.
    static func ofCreation(beside partner: PatientID, coauthor: PrincipalID) -> [PatientCall] {
        [
            PatientCall("draft") {
                _ = try await $0.draft(FreeText("x"), about: [$1], idempotencyKey: $2)
            },
            PatientCall("draft a psychotherapy note") {
                _ = try await $0.draft(PsychotherapyNote(themes: ["x"]), about: [$1], idempotencyKey: $2)
            },
            PatientCall("draft with a co-author") {
                _ = try await $0.draft(
                    FreeText("x"),
                    about: [$1],
                    attesting: Attestation(coauthors: [coauthor]),
                    idempotencyKey: $2
                )
            },
            PatientCall("draft with the patient as co-author") {
                _ = try await $0.draft(
                    FreeText("x"),
                    about: [$1],
                    attesting: Attestation(coauthors: [.patient($1)]),
                    idempotencyKey: $2
                )
            },
            PatientCall("draft about a couple") {
                _ = try await $0.draft(FreeText("x"), about: [partner, $1], idempotencyKey: $2)
            },
            PatientCall("draft about a couple, the other way round") {
                _ = try await $0.draft(FreeText("x"), about: [$1, partner], idempotencyKey: $2)
            },
            PatientCall("document a couple") { session, patient, key in
                let visit = CounselingSession(
                    subjects: [partner, patient],
                    period: Practice.start..<(Practice.start + .seconds(3000)),
                    modality: .couple,
                    summary: SessionSummary(plan: "x"),
                    analysis: PsychotherapyNote(impressions: "x")
                )
                _ = try await session.document(visit, idempotencyKey: key)
            },
        ]
    }
}
