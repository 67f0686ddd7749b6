internal import ClinicalNotesModel

/// For whom somebody acts: for themselves as the patient, or by a paper in a patient's place.
///
/// The one place that matches principals with patients.
struct PatientAgent: Sendable {
    let principal: PrincipalID
    /// The papers by which the principal stands or stood in a patient's place, and whether each is in force.
    private let papers: [(paper: Representation, isInForce: Bool)]

    init(_ principal: PrincipalID, by directives: some Sequence<Directive> = []) {
        self.principal = principal
        papers = directives.compactMap { directive in
            guard case .representation(let paper) = directive.document, paper.representative == principal
            else { return nil }
            return (paper, directive.isInForce)
        }
    }

    /// Whether the principal is the patient.
    func isPatient(_ patient: PatientID) -> Bool { patient.bytes == principal.bytes }

    /// In whose place the principal stands: by papers in force that are current then, or that ever were.
    func represented(at now: Instant? = nil) -> [PatientID] {
        papers.filter { filed in filed.isInForce && now.map { filed.paper.isCurrent(at: $0) } ?? true }
            .map(\.paper.patient)
    }

    /// Whether the principal is the patient, or stands in the patient's place.
    func acts(for patient: PatientID, at now: Instant? = nil) -> Bool {
        isPatient(patient) || represented(at: now).contains(patient)
    }

    /// For whom of some patients the principal acts: for themselves alone where they are one of them.
    func actedFor(among patients: [PatientID], at now: Instant? = nil) -> [PatientID] {
        if let own = patients.first(where: isPatient) { return [own] }
        let represented = represented(at: now)
        return represented.isEmpty ? [] : patients.filter(represented.contains)
    }

    /// Whether the holder elected not to recognize the principal, 45 CFR 164.502(g)(5).
    func isNotRecognized(at now: Instant) -> Bool {
        papers.contains { filed in
            filed.paper.isCurrent(at: now) && filed.paper.nonRecognition?.isComplete ?? false
        }
    }
}

extension OwnerAggregate {
    /// Somebody as far as they act for patients of this owner.
    func agent(_ principal: PrincipalID) -> PatientAgent {
        PatientAgent(principal, by: directives.lazy.map(\.directive))
    }
}

extension NoteSession {
    /// Whether the principal is the patient.
    func isPatient(_ patient: PatientID) -> Bool { PatientAgent(principal).isPatient(patient) }
}
