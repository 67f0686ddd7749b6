package import ClinicalNotesModel

/// Who asks: the one who will see or act on the content.
package struct PrincipalFacts: Hashable, Sendable {
    /// Who it is; compared with the authors of the note.
    package var id: Fact<PrincipalID>
    /// The claimed role; authorship is never inferred from it.
    package var role: Fact<PrincipalRole>
    /// Whom the principal acts for; equal to the holder of the note means in-house.
    package var organization: Fact<OrganizationID?>
    /// In-house: on the patient's care team; outside: has or had a relationship with the patient.
    package var careTeam: Fact<Bool>
    /// In whose training program the principal learns or teaches.
    package var trainingProgram: Fact<TrainingProgram>
    /// Personnel of the note's Part 2 program with a treatment-related need, 42 CFR 2.12(c)(3).
    package var part2Program: Fact<Bool>
    /// A covered entity, or a business associate or service organization under contract.
    package var coveredEntity: Fact<Bool>
    /// Identity and authority are verified, 45 CFR 164.514(h).
    package var verified: Fact<Bool>
    /// The patients whose health care decisions the principal lawfully makes.
    package var represents: Fact<[PatientID]>
    /// The belief and the decision of 45 CFR 164.502(g)(5) are both recorded.
    package var abuseSuspected: Fact<Bool>
    /// The roles of the host's own that the principal has; only house rules ask for them.
    package var hostRoles: Fact<Set<HostRole>>
    /// The units of the host's that the principal belongs to; only house rules ask for them.
    package var units: Fact<Set<HostWord>>

    /// Makes facts; what is left out has the default shown.
    package init(
        id: Fact<PrincipalID>,
        role: Fact<PrincipalRole>,
        organization: Fact<OrganizationID?>,
        careTeam: Fact<Bool> = .unknown,
        trainingProgram: Fact<TrainingProgram> = .unknown,
        part2Program: Fact<Bool> = .unknown,
        coveredEntity: Fact<Bool> = .unknown,
        verified: Fact<Bool>,
        represents: Fact<[PatientID]> = .unknown,
        abuseSuspected: Fact<Bool> = .unknown,
        hostRoles: Fact<Set<HostRole>> = .unknown,
        units: Fact<Set<HostWord>> = .unknown
    ) {
        self.id = id
        self.role = role
        self.organization = organization
        self.careTeam = careTeam
        self.trainingProgram = trainingProgram
        self.part2Program = part2Program
        self.coveredEntity = coveredEntity
        self.verified = verified
        self.represents = represents
        self.abuseSuspected = abuseSuspected
        self.hostRoles = hostRoles
        self.units = units
    }
}
