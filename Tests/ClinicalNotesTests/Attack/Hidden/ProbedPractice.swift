import ClinicalNotesModel
import ClinicalNotesPolicy
import ClinicalNotesStorage
import TestSupport
import Testing

@testable import ClinicalNotes

/// A practice with notes that are hidden from most, and everybody who asks for them.
struct ProbedPractice {
    /// Somebody at work for one purpose, declaring something or nothing.
    struct Asker {
        let name: String
        let session: NoteSession
    }

    /// A note that is hidden from some, and what is not there in its place.
    struct Target {
        let name: String
        let note: NoteID
        let absent: [NoteID]
    }

    let store = StepStore()
    let clinic: Clinic
    let rivera: Clinic.Staff
    let okafor: Clinic.Staff
    let stranger: Clinic.Staff
    let office: Clinic.Staff
    let ana: Clinic.Patient
    let ben: Clinic.Patient
    let cleo: Clinic.Patient
    let tom: Clinic.Patient
    let zoe: Clinic.Patient
    /// Papers on Ana's record that name nobody who asks.
    let directives: [DirectiveID]
    let targets: [Target]
    /// Nobody, and owners that are no patients.
    let noPatients: [PatientID]
    private(set) var askers: [Asker] = []

    init() async throws {
        clinic = try await Clinic(
            store: store,
            entropy: .seeded(7),
            beside: Clinic.Outside(relationships: { StepHost(directory: $0) })
        )
        rivera = try await clinic.staff("Rivera")
        okafor = try await clinic.staff("Okafor")
        stranger = try await clinic.staff("Stranger")
        office = try await clinic.staff("Office", .operations)
        ana = try await clinic.patient("Ana", seenBy: rivera, okafor)
        ben = try await clinic.patient("Ben", seenBy: rivera)
        cleo = try await clinic.patient("Cleo", seenBy: rivera)
        tom = try await clinic.patient(
            "Tom",
            born: 2010,
            minor: MinorCircumstances(serviceConsent: .minorAlone, stateParentAccess: .prohibits),
            seenBy: rivera
        )
        zoe = try await clinic.patient("Zoe", seenBy: rivera, okafor)
        let friend = try await clinic.staff("Friend", .clinicianOtherOrg, outside: true)
        let desk = try await clinic.desk(rivera)
        let authorization = Authorization.forClinician(friend, of: ana.id, at: clinic)
        let order = LegalProcess(
            .courtOrder,
            subjects: [ana.id],
            recipients: [.principal(friend.id)],
            expresslyCovers: true,
            mandatory: true,
            receivedAt: clinic.clock.now
        )
        directives = [
            try await desk.record(.authorization(authorization), idempotencyKey: "authorization"),
            try await clinic.desk(office, .operations)
                .record(.legalProcess(order), idempotencyKey: "order"),
        ]
        let notes = [
            ("general", try await desk.signed("General", about: ana.id, key: "general")),
            ("draft", try await desk.draft(FreeText("Draft"), about: [ana.id], idempotencyKey: "draft")),
            ("psychotherapy", try await desk.analysed("Own", about: ana.id, key: "own")),
            (
                "of a couple",
                try await desk.analysed("Couple", about: ana.id, ben.id, key: "couple")
            ),
            ("of a minor", try await desk.analysed("Minor", about: tom.id, key: "minor")),
            ("in a long record", try await Self.inLongRecord(zoe.id, desk)),
        ]
        let owner = ana.id.owner
        let view = try await clinic.vault.core.view([owner: []]).owners[owner]
        let paper = try #require(view?.aggregate.directives.first).record
        let noOwner = NoteID(owner: OwnerID(Bytes16(high: 3, low: 4)), record: RecordID(onPage: 0, 5, 6))
        targets = notes.map { name, note in
            Target(
                name: name,
                note: note,
                absent: [
                    NoteID(owner: note.owner, record: RecordID(onPage: 0, 7, 8)),
                    NoteID(owner: note.owner, record: RecordID(onPage: 4_000, 7, 8)),
                    noOwner,
                    NoteID(owner: owner, record: paper),
                ]
            )
        }
        let couple = try #require(notes.first { $0.0 == "of a couple" }?.1)
        noPatients = [
            PatientID(Bytes16(high: 9, low: 9)), PatientID(okafor.id.bytes), couple.owner.patient,
        ]
        try await enter()
    }

    /// A note of a patient whose directory has several pages; it stands on the first.
    private static func inLongRecord(_ patient: PatientID, _ desk: NoteSession) async throws -> NoteID {
        let note = try await desk.analysed("Long", about: patient, key: "long")
        for number in 0..<130 {
            _ = try await desk.draft(
                FreeText("x"),
                about: [patient],
                idempotencyKey: IdempotencyKey("long-\(number)")
            )
        }
        return note
    }

    private mutating func enter() async throws {
        let threat = Circumstances(
            threat: ThreatFacts(
                serious: .known(true),
                imminent: .known(true),
                goodFaith: .known(true),
                recipientCanPrevent: .known(true)
            )
        )
        func emergency(_ isJustified: Bool) -> Circumstances {
            Circumstances(
                emergency: EmergencyFacts(
                    treatmentNeeded: .known(true),
                    consentUnobtainable: .known(true),
                    justified: .known(isJustified)
                )
            )
        }
        let research = Circumstances(research: ResearchFacts(waiver: .known(.none)))
        let everything = Circumstances(discharged: Set(Obligation.allCases))
        func add(
            _ name: String,
            _ staff: Clinic.Staff,
            _ purpose: PurposeOfUse,
            _ declared: Circumstances = .ordinary
        ) async throws {
            let session = try await clinic.vault.session(
                for: staff.id,
                purpose: purpose,
                unlocking: staff.keyring,
                declaring: declared
            )
            askers.append(Asker(name: "\(name) for \(purpose.rawValue)", session: session))
        }
        func add(_ name: String, _ patient: Clinic.Patient, _ purpose: PurposeOfUse) async throws {
            try await add(name, Clinic.Staff(id: .patient(patient.id), keyring: patient.keyring), purpose)
        }
        let staff = clinic
        let mother = try await staff.staff("Mother", .parent, outside: true)
        _ = try await clinic.desk(office, .operations).record(
            .representation(
                Representation(of: tom.id, by: mother.id, basis: .parent, from: clinic.clock.now)
            ),
            idempotencyKey: "mother"
        )
        try await add("stranger", stranger, .treatment)
        try await add("stranger", stranger, .seriousThreat, threat)
        try await add("stranger", stranger, .emergencyTreatment, emergency(true))
        try await add("stranger without a reason", stranger, .emergencyTreatment, emergency(false))
        try await add("stranger to whom all is done", stranger, .operations, everything)
        try await add("colleague", okafor, .treatment)
        try await add("colleague", okafor, .seriousThreat, threat)
        try await add("colleague", okafor, .emergencyTreatment, emergency(true))
        try await add("billing", try await staff.staff("Clerk", .billing), .payment)
        try await add("trainee", try await staff.staff("Trainee", .trainee), .training)
        try await add("supervisor", try await staff.staff("Vega", .supervisor), .training)
        try await add("operations", office, .operations)
        try await add("administrator", try await staff.staff("Admin", .administrator), .operations)
        try await add("another patient", cleo, .patientRequest)
        try await add("the patient", ana, .patientRequest)
        try await add("the patient", ana, .amendmentRequest)
        try await add("the partner", ben, .patientRequest)
        try await add("parent", mother, .patientRequest)
        try await add("court", try await staff.staff("Court", .court, outside: true), .judicialProceeding)
        try await add(
            "researcher",
            try await staff.staff("Researcher", .researcher, outside: true),
            .research,
            research
        )
        try await add(
            "police",
            try await staff.staff("Police", .lawEnforcement, outside: true),
            .seriousThreat,
            threat
        )
    }
}
