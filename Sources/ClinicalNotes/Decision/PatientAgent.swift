internal import ClinicalNotesModel

/// For whom somebody acts: for themselves as the patient, or by a paper in a patient's place.
///
/// The one place that matches principals with patients.
struct PatientAgent: Sendable {
    let principal: PrincipalID
    /// The papers by which the principal stands or stood in a patient's place, and whether each is in force.
    private let papers: [(paper: Representation, isInForce: Bool)]
    /// The papers that name another id of the same human: they let this one do nothing.
    private let others: [Representation]

    init(
        _ principal: PrincipalID,
        linked: Set<PrincipalID> = [],
        by directives: some Sequence<Directive> = []
    ) {
        self.principal = principal
        var (papers, others): ([(Representation, Bool)], [Representation]) = ([], [])
        for directive in directives {
            guard case .representation(let paper) = directive.document else { continue }
            if paper.representative == principal { papers.append((paper, directive.isInForce)) }
            if linked.contains(paper.representative) { others.append(paper) }
        }
        (self.papers, self.others) = (papers, others)
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

    /// Whether the holder elected not to recognize the human, by whichever id, 45 CFR 164.502(g)(5).
    func isNotRecognized(at now: Instant) -> Bool {
        (papers.map(\.paper) + others).contains { paper in
            paper.isCurrent(at: now) && paper.nonRecognition?.isComplete ?? false
        }
    }
}

extension OwnerAggregate {
    /// Somebody as far as they act for patients of this owner.
    func agent(_ principal: PrincipalID, linked: Set<PrincipalID> = []) -> PatientAgent {
        PatientAgent(principal, linked: linked, by: directives.lazy.map(\.directive))
    }
}

extension NoteSession {
    /// Whether the principal is the patient.
    func isPatient(_ patient: PatientID) -> Bool { PatientAgent(principal).isPatient(patient) }
}
