internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

/// Somebody who acts on papers, as far as it matters: the role, and how they stand to holder and patient.
struct PaperPerson: Hashable {
    enum Relation: CaseIterable, Hashable {
        /// The patient, or who lawfully stands in the patient's place.
        case ownRecord
        /// Of the holder's staff, on the patient's care team.
        case careTeam
        /// Of the holder's staff, without relation to the patient.
        case staff
        /// Not of the holder's staff, and not in the patient's place.
        case outside

        var words: String {
            switch self {
            case .ownRecord: "the record's own, or with authority to act for the patient"
            case .careTeam: "of the holder, on the care team"
            case .staff: "of the holder, not on the care team"
            case .outside: "neither of the holder nor in the patient's place"
            }
        }
    }

    let role: PrincipalRole
    let relation: Relation

    /// Everybody: each role in each relation that it can have.
    static let all = PrincipalRole.allCases.flatMap { role in
        (isInPlace(role) ? [.ownRecord, .outside] : [.careTeam, .staff, .outside] as [Relation]).map {
            PaperPerson(role: role, relation: $0)
        }
    }

    private static func isInPlace(_ role: PrincipalRole) -> Bool {
        role == .patient || role == .personalRepresentative || role == .parent
    }

    private static let holder = OrganizationID(Bytes16(high: 1, low: 1))
    private static let elsewhere = OrganizationID(Bytes16(high: 1, low: 2))
    private static let patient = PatientID(Bytes16(high: 2, low: 1))
    private static let other = PatientID(Bytes16(high: 2, low: 2))
    private static let somebody = PrincipalID(Bytes16(high: 3, low: 1))
    private static let author = PrincipalID(Bytes16(high: 3, low: 2))

    private var facts: PrincipalFacts {
        let isOwn = relation == .ownRecord
        let id: PrincipalID =
            role == .patient ? .patient(isOwn ? Self.patient : Self.other) : Self.somebody
        let isStaff = relation == .careTeam || relation == .staff
        return PrincipalFacts(
            id: .known(id),
            role: .known(role),
            organization: .known(isStaff ? Self.holder : Self.isInPlace(role) ? nil : Self.elsewhere),
            careTeam: .known(relation == .careTeam),
            trainingProgram: .known(.none),
            part2Program: .known(false),
            coveredEntity: .known(isStaff),
            verified: .known(true),
            represents: .known(isOwn && role != .patient ? [Self.patient] : []),
            abuseSuspected: .known(false),
            hostRoles: .known([])
        )
    }

    /// Why they act.
    private func purpose(_ question: PaperQuestion) -> PurposeOfUse {
        if question.emergency != .none { return .emergencyTreatment }
        if Self.isInPlace(role) { return .patientRequest }
        return question.action == .create ? .documentation : .operations
    }

    /// What they ask when they act on a paper, or begin a note.
    ///
    /// - Parameter question: What they do, with what, and how they stand to it.
    /// - Returns: The request, with every fact known.
    func request(_ question: PaperQuestion) -> AccessRequest {
        AccessRequest(
            time: .known(Instant(milliseconds: 1_800_000_000_000)),
            jurisdiction: .known(.unitedStates),
            action: .known(question.action),
            purpose: .known(purpose(question)),
            principal: facts,
            note: NoteFacts(
                organization: .known(Self.holder),
                originators: .known([question.isAuthor ? Self.somebody : Self.author]),
                compartment: .known(.general),
                status: .known(question.action == .create ? .draft : .signed),
                separated: .known(false),
                subjects: .known([Self.patient]),
                segmentable: .known(true),
                referencesOther: .known(.none),
                compiledForProceeding: .known(false),
                hipaaPsychotherapy: .known(false),
                holder: .known(.originatingEntity),
                sharing: .known(.withheld),
                sharingSetBy: .known(.originator),
                holds: .known([]),
                restrictions: .known([]),
                createdAt: .known(Instant(milliseconds: 1_700_000_000_000))
            ),
            patient: .known(Self.aboutPatient(isMinor: role == .parent)),
            directives: .known([]),
            emergency: .known(emergency(question.emergency)),
            paper: .known(question.paper)
        )
    }

    private func emergency(_ declared: PaperQuestion.Emergency) -> EmergencyFacts? {
        guard declared != .none else { return nil }
        return EmergencyFacts(
            treatmentNeeded: .known(true),
            consentUnobtainable: .known(false),
            justified: .known(declared == .withReason)
        )
    }

    /// An adult; for a parent, a child for whom the parent decides.
    private static func aboutPatient(isMinor: Bool) -> PatientFacts {
        PatientFacts(
            id: .known(patient),
            age: .known(isMinor ? 9 : 40),
            emancipated: .known(false),
            alive: .known(true),
            inmate: .known(false),
            familyPreference: .known(.unsaid),
            minor: isMinor
                ? .known(
                    MinorFacts(
                        serviceConsent: .known(.parental),
                        confidentialityAgreement: .known(false),
                        requestedParentAsRepresentative: .known(false),
                        stateParentAccess: .known(.silent)
                    )
                ) : .known(nil)
        )
    }
}
