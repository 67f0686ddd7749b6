internal import ClinicalNotes
package import ClinicalNotesModel
package import ClinicalNotesPolicy

/// A host whose people are all verified, and treat every patient.
package struct EveryoneKnown: Relationships {
    package init() {}

    package func careTeam(
        of patient: PatientID,
        includes principal: PrincipalID,
        at moment: Instant
    ) async -> Fact<Bool> { .known(true) }

    package func isVerified(_ principal: PrincipalID, at moment: Instant) async -> Fact<Bool> { .known(true) }
}
