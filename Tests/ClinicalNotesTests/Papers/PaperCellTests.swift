import ClinicalNotesModel
import ClinicalNotesPolicy
import Testing

@testable import ClinicalNotes

/// The cells of the handbook's tables of papers, each tried in a vault: what the rules say of the facts is what the vault does.
@Suite("The handbook's tables of papers, cell by cell")
struct PaperCellTests {
    /// Somebody who acts, and how the handbook describes them.
    private struct Actor {
        let staff: Clinic.Staff
        let role: PrincipalRole
        let isInHouse: Bool
        let onCareTeam: Bool
        let isPatient: Bool
        let represents: Bool
        let purpose: PurposeOfUse
        /// Whose papers: a patient for each who acts, so that papers do not pile up.
        let patient: PatientID
    }

    private enum Cell: String {
        case yes, waits
        case no = "-"
    }

    private let clinic: Clinic
    private let filer: Clinic.Staff
    private let other: Clinic.Staff
    private let clinician: Clinic.Staff
    private let actors: [Actor]

    init() async throws {
        clinic = try await Clinic()
        filer = try await clinic.staff("Filer", .operations)
        other = try await clinic.staff("Other", .researcher, outside: true)
        clinician = try await clinic.staff("Clinician")
        let ana = try await clinic.patient("Ana", seenBy: clinician)
        var actors: [Actor] = []
        let inHouse: [PrincipalRole] = [
            .originator, .treatingClinician, .otherClinicianSameOrg, .supervisor, .trainee, .billing,
            .operations, .administrator,
        ]
        for role in inHouse {
            for onCareTeam in [true, false] {
                let staff = try await clinic.staff("\(role) \(onCareTeam)", role)
                let patient = try await clinic.patient("Patient of \(role) \(onCareTeam)").id
                if onCareTeam { clinic.directory.join(staff.id, patient) }
                actors.append(
                    Actor(
                        staff: staff,
                        role: role,
                        isInHouse: true,
                        onCareTeam: onCareTeam,
                        isPatient: false,
                        represents: false,
                        purpose: role == .billing ? .payment : .operations,
                        patient: patient
                    )
                )
            }
        }
        for role in PrincipalRole.allCases where !inHouse.contains(role) && role != .patient {
            actors.append(
                Actor(
                    staff: try await clinic.staff("\(role) outside", role, outside: true),
                    role: role,
                    isInHouse: false,
                    onCareTeam: false,
                    isPatient: false,
                    represents: false,
                    purpose: .patientRequest,
                    patient: try await clinic.patient("Patient of \(role)").id
                )
            )
        }
        let guardian = try await clinic.staff("Guardian", .personalRepresentative, outside: true)
        _ = try await clinic.desk(filer, .operations).record(
            .representation(
                Representation(of: ana.id, by: guardian.id, basis: .adult, from: clinic.clock.now)
            ),
            idempotencyKey: "guardian"
        )
        for (staff, role) in [
            (guardian, PrincipalRole.personalRepresentative),
            (Clinic.Staff(id: .patient(ana.id), keyring: ana.keyring), .patient),
        ] {
            actors.append(
                Actor(
                    staff: staff,
                    role: role,
                    isInHouse: false,
                    onCareTeam: false,
                    isPatient: role == .patient,
                    represents: role != .patient,
                    purpose: .patientRequest,
                    patient: ana.id
                )
            )
        }
        self.actors = actors
    }

    private func document(_ kind: PaperKind, of patient: PatientID, letting people: Clinic.Staff...)
        -> DirectiveDocument
    {
        let recipients = Set(people.map { Party.principal($0.id) })
        let signature = DirectiveSignature(by: .patient, on: CalendarDay("2025-10-01"))
        let (subjects, covers): (Set<PatientID>, Set<Compartment>) = ([patient], [.general])
        switch kind {
        case .authorization:
            var paper = Authorization.forClinician(people[0], of: patient, at: clinic)
            paper.recipients = recipients
            return .authorization(paper)
        case .part2Consent:
            return .part2Consent(
                Part2Consent(
                    .specific,
                    subjects: subjects,
                    disclosers: [.organization(clinic.vault.organization)],
                    description: "All",
                    covers: [.substanceUse],
                    recipients: recipients,
                    purposes: [.treatment],
                    expiry: nil,
                    signature: signature,
                    statements: []
                )
            )
        case .generalConsent:
            return .generalConsent(
                GeneralConsent(
                    subjects: subjects,
                    covers: covers,
                    purposes: [.treatment],
                    signature: signature
                )
            )
        case .accessDirective:
            return .accessDirective(
                AccessDirective(
                    subjects: subjects,
                    covers: covers,
                    recipients: recipients,
                    destination: "Elsewhere",
                    signature: signature
                )
            )
        case .restriction:
            return .restriction(
                Restriction(.agreed, patient: patient, blocksRoles: [.billing], blocksPurposes: [.payment])
            )
        case .representation:
            return .representation(
                Representation(of: patient, by: people[0].id, basis: .adult, from: clinic.clock.now)
            )
        case .legalProcess:
            return .legalProcess(
                LegalProcess(
                    .courtOrder,
                    subjects: subjects,
                    recipients: recipients,
                    receivedAt: clinic.clock.now
                )
            )
        }
    }

    /// What the rules say, from facts that nobody put together from a vault.
    private func ruled(
        _ action: NoteAction,
        _ actor: Actor,
        _ kind: PaperKind,
        gains: Bool,
        filedIt: Bool
    ) -> Cell {
        let request = AccessRequest(
            time: .known(clinic.clock.now),
            jurisdiction: .known(.unitedStates),
            action: .known(action),
            purpose: .known(actor.purpose),
            principal: PrincipalFacts(
                id: .known(actor.staff.id),
                role: .known(actor.role),
                organization: .known(actor.isInHouse ? clinic.vault.organization : nil),
                careTeam: .known(actor.onCareTeam),
                trainingProgram: .known(.none),
                part2Program: .known(false),
                coveredEntity: .known(actor.isInHouse),
                verified: .known(true),
                represents: .known(actor.represents ? [actor.patient] : []),
                abuseSuspected: .known(false),
                hostRoles: .known([])
            ),
            note: NoteFacts(
                organization: .known(clinic.vault.organization),
                originators: .known([]),
                compartment: .known(.general),
                status: .known(.signed),
                separated: .known(false),
                subjects: .known([actor.patient]),
                segmentable: .known(false),
                holder: .unknown,
                sharing: .unknown,
                sharingSetBy: .unknown,
                holds: .unknown,
                restrictions: .unknown,
                createdAt: .unknown
            ),
            patient: .known(
                PatientFacts(
                    id: .known(actor.patient),
                    age: .known(35),
                    alive: .known(true),
                    minor: .known(nil)
                )
            ),
            directives: .known([]),
            paper: .known(
                PaperFacts(kind: .known(kind), benefits: .known(gains), filedBySelf: .known(filedIt))
            )
        )
        let decision = Policy.unitedStates.decide(request)
        guard decision.effect == .permit else { return .no }
        return decision.obligations.contains(.awaitConfirmation) ? .waits : .yes
    }

    private func gains(_ kind: PaperKind, _ actor: Actor, named: Bool) -> Bool {
        switch kind {
        case .restriction: false
        // It names nobody: it is the practice's, and whoever keeps papers gains nothing by it.
        case .generalConsent: actor.isInHouse && actor.role != .operations && actor.role != .administrator
        default: named
        }
    }

    @Test("filing: at once, waiting, or not")
    func filing() async throws {
        var (tried, wrong) = (0, [String]())
        for (number, actor) in actors.enumerated() {
            let session = try await clinic.desk(actor.staff, actor.purpose)
            for kind in PaperKind.allCases {
                for named in [true, false] {
                    let paper = document(kind, of: actor.patient, letting: named ? actor.staff : other)
                    let expected = ruled(
                        .recordDirective,
                        actor,
                        kind,
                        gains: gains(kind, actor, named: named),
                        filedIt: true
                    )
                    let key = IdempotencyKey("file-\(number)-\(kind)-\(named)")
                    var found = Cell.no
                    if let made = try? await session.record(paper, idempotencyKey: key) {
                        let filed = try await clinic.desk(filer, .operations).directives(of: actor.patient)
                            .first { $0.id == made }
                        found = filed?.isInForce == true ? .yes : .waits
                        try await clinic.desk(filer, .operations)
                            .revoke(
                                made,
                                of: actor.patient,
                                idempotencyKey: IdempotencyKey("end-\(number)-\(kind)-\(named)")
                            )
                    }
                    tried += 1
                    if found != expected {
                        wrong.append("\(actor.role) \(kind) named \(named): \(found) for \(expected)")
                    }
                }
            }
        }
        print("cells of filing: \(tried) tried, \(wrong.count) misjudged")
        #expect(wrong.isEmpty, "\(wrong.prefix(10))")
    }

    @Test("confirming, listing and revoking what somebody else filed")
    func others() async throws {
        var (tried, wrong) = (0, [String]())
        func check(_ what: String, _ found: Bool, _ expected: Cell) {
            tried += 1
            if found != (expected == .yes) { wrong.append("\(what): \(found) for \(expected)") }
        }
        let office = try await clinic.desk(filer, .operations)
        for (number, actor) in actors.enumerated() {
            let session = try await clinic.desk(actor.staff, actor.purpose)
            for kind in PaperKind.allCases where kind != .restriction && kind != .generalConsent {
                for named in [true, false] where !(named && kind == .representation) {
                    let label = "\(number)-\(kind)-\(named)"
                    // The office lets itself in, so that it waits.
                    let paper =
                        named
                        ? document(kind, of: actor.patient, letting: filer, actor.staff)
                        : document(kind, of: actor.patient, letting: filer)
                    let made = try await office.record(paper, idempotencyKey: IdempotencyKey("file-\(label)"))
                    let listed =
                        (try? await session.directives(of: actor.patient))?.contains { $0.id == made }
                        ?? false
                    check(
                        "list \(actor.role) \(label)",
                        listed,
                        ruled(.listDirectives, actor, kind, gains: named, filedIt: false)
                    )
                    let confirmed = await refusal {
                        try await session.confirm(
                            made,
                            of: actor.patient,
                            idempotencyKey: IdempotencyKey("confirm-\(label)")
                        )
                    }
                    check(
                        "confirm \(actor.role) \(label)",
                        confirmed == nil,
                        ruled(.confirmDirective, actor, kind, gains: named, filedIt: false)
                    )
                    let revoked = await refusal {
                        try await session.revoke(
                            made,
                            of: actor.patient,
                            idempotencyKey: IdempotencyKey("revoke-\(label)")
                        )
                    }
                    check(
                        "revoke \(actor.role) \(label)",
                        revoked == nil,
                        ruled(.revokeDirective, actor, kind, gains: false, filedIt: false)
                    )
                    if revoked != nil {
                        try await office.revoke(
                            made,
                            of: actor.patient,
                            idempotencyKey: IdempotencyKey("end-\(label)")
                        )
                    }
                }
            }
        }
        print("cells of confirming, listing and revoking: \(tried) tried, \(wrong.count) misjudged")
        #expect(wrong.isEmpty, "\(wrong.prefix(10))")
    }
}
