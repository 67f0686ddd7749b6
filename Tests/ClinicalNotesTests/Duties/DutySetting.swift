import ClinicalNotes
import TestSupport

/// A practice with what duties arise from: a court with an order, a colleague, compliance staff, a patient.
struct DutySetting {
    let store: FaultyStore
    let clinic: Clinic
    let rivera: Clinic.Staff
    let okafor: Clinic.Staff
    let office: Clinic.Staff
    let court: Clinic.Staff
    let ana: Clinic.Patient
    let ben: Clinic.Patient
    let general: NoteID
    let own: NoteID

    init(store base: any NoteStore = InMemoryNoteStore()) async throws {
        store = FaultyStore(base)
        clinic = try await Clinic(store: store)
        rivera = try await clinic.staff("Rivera")
        okafor = try await clinic.staff("Okafor")
        office = try await clinic.staff("Office", .administrator)
        court = try await clinic.staff("Court", .court, outside: true)
        ana = try await clinic.patient("Ana", seenBy: rivera)
        ben = try await clinic.patient("Ben", seenBy: rivera)
        let desk = try await clinic.desk(rivera)
        general = try await desk.signed("General words", about: ana.id, key: "general")
        own = try await desk.analysed("Own words", about: ana.id, key: "own")
        try await fileOrder()
    }

    /// The office puts the court's order on record.
    private func fileOrder() async throws {
        let order = LegalProcess(
            .courtOrder,
            subjects: [ana.id],
            recipients: [.principal(court.id)],
            expresslyCovers: true,
            mandatory: true,
            receivedAt: clinic.clock.now
        )
        _ = try await clinic.desk(office, .operations)
            .record(.legalProcess(order), idempotencyKey: "order")
    }

    /// The court, with its order; counsel has looked at it or not.
    func bench(reviewed: Bool) async throws -> NoteSession {
        try await clinic.vault.session(
            for: court.id,
            purpose: .judicialProceeding,
            unlocking: court.keyring,
            declaring: Circumstances(discharged: reviewed ? [.legalReview] : [])
        )
    }

    /// Gives the court the key of the psychotherapy note.
    func grantToCourt(reviewed: Bool = true) async throws {
        try await clinic.desk(rivera)
            .grantKey(
                of: own,
                to: court.id,
                for: .judicialProceeding,
                declaring: Circumstances(discharged: reviewed ? [.legalReview] : []),
                idempotencyKey: IdempotencyKey("grant-\(reviewed)")
            )
    }

    /// A colleague who is not on the team breaks the glass.
    func emergency() async throws -> NoteSession {
        try await clinic.vault.session(
            for: okafor.id,
            purpose: .emergencyTreatment,
            unlocking: okafor.keyring,
            declaring: Circumstances(
                emergency: EmergencyFacts(
                    treatmentNeeded: .known(true),
                    consentUnobtainable: .known(true),
                    justified: .known(true)
                )
            )
        )
    }

    func worklist(_ staff: Clinic.Staff? = nil) async throws -> [Duty] {
        try await clinic.desk(staff ?? office, .operations).duties()
    }

    func portal(_ patient: Clinic.Patient, _ purpose: PurposeOfUse) async throws -> NoteSession {
        try await clinic.vault.session(
            for: .patient(patient.id),
            purpose: purpose,
            unlocking: patient.keyring
        )
    }
}
