import ClinicalNotesModel
import ClinicalNotesPolicy
import TestSupport

@testable import ClinicalNotes

/// People in every role and relation of the handbook's tables of papers, in a practice of their own.
struct HandbookPeople {
    /// Somebody who acts, and how the handbook describes them.
    struct Actor {
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

    enum Cell: String {
        case yes, waits
        case no = "-"
    }

    let clinic: Clinic
    let filer: Clinic.Staff
    let other: Clinic.Staff
    let clinician: Clinic.Staff
    let actors: [Actor]

    init() async throws {
        clinic = try await Clinic()
        filer = try await clinic.staff("Filer", .operations)
        other = try await clinic.staff("Other", .researcher, outside: true)
        clinician = try await clinic.staff("Clinician")
        let ana = try await clinic.patient("Ana", seenBy: clinician)
        var actors: [Actor] = []
        // One word: people who share words of their names may be one person.
        let name = { (role: PrincipalRole) in role.rawValue.filter(\.isLetter) }
        let inHouse: [PrincipalRole] = [
            .originator, .treatingClinician, .otherClinicianSameOrg, .supervisor, .trainee, .billing,
            .operations, .administrator,
        ]
        for role in inHouse {
            for onCareTeam in [true, false] {
                let staff = try await clinic.staff("\(name(role)) \(onCareTeam)", role)
                let patient = try await clinic.patient("Patient of \(name(role)) \(onCareTeam)").id
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
                    staff: try await clinic.staff("\(name(role)) outside", role, outside: true),
                    role: role,
                    isInHouse: false,
                    onCareTeam: false,
                    isPatient: false,
                    represents: false,
                    purpose: .patientRequest,
                    patient: try await clinic.patient("Patient of \(name(role))").id
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

    /// What the rules say, from facts that nobody put together from a vault.
    func ruled(
        _ action: NoteAction,
        _ actor: Actor,
        _ kind: PaperKind?,
        gains: Bool,
        filedIt: Bool,
        isAuthor: Bool = false
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
                originators: .known(isAuthor ? [actor.staff.id] : []),
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
}
