public import ClinicalNotesModel
public import ClinicalNotesPolicy

/// A practice whose clinicians all treat every patient, and whose program signs people in.
///
/// Whoever names it claims two things, and nothing else:
///
/// - *Everybody for whom the program opens a session has signed in as that person*, so that whoever is enrolled is verified, 45 CFR
///   164.514(h)(1) and 164.312(d). Nobody is who is not enrolled, whose enrollment ended, or waits to be confirmed.
/// - *Every clinician needs every patient's record to treat them*, so that clinicians, trainees and supervisors who are enrolled as
///   the practice's own belong to every care team. It is how such a practice says which of its people need access to what, 45 CFR
///   164.514(d)(2). Other staff, other organizations, patients and their representatives belong to none for all it knows.
///
/// Psychotherapy notes do not follow from it: who is on a care team does not read a colleague's. Where not everybody treats
/// everybody, answer for yourself: ``Relationships``.
///
/// ```swift
/// let vault = try await NoteVault.open(
///     store: store,
///     keys: keys,
///     policy: .unitedStates,
///     relationships: .smallPractice
/// )
/// ```
public struct SmallPractice: Relationships {
    /// Who asks, and how they are enrolled.
    private struct Asker: Sendable {
        let principal: PrincipalID
        let isEnrolled: Bool
        let isClinician: Bool
    }

    private let asker: Asker?

    /// Makes the answers, which a vault gives; asked by anybody else they know of nobody.
    public init() { asker = nil }

    /// The answers to a question of somebody's.
    init(askedBy principal: PrincipalID, _ enrollment: Enrollment, in practice: OrganizationID) {
        let isEnrolled = enrollment.ended == nil && enrollment.filing.isInForce
        let affiliation = enrollment.affiliation
        let isClinician = affiliation.organization == practice && Groups.clinicians.contains(affiliation.role)
        asker = Asker(
            principal: principal,
            isEnrolled: isEnrolled,
            isClinician: isEnrolled && isClinician
        )
    }

    /// Yes for the practice's own clinicians as long as they are enrolled; unknown for everybody else.
    public func careTeam(
        of patient: PatientID,
        includes principal: PrincipalID,
        at moment: Instant
    ) async -> Fact<Bool> {
        guard let asker, asker.principal == principal, asker.isClinician else { return .unknown }
        return .known(true)
    }

    /// Yes for whoever is enrolled.
    public func isVerified(_ principal: PrincipalID, at moment: Instant) async -> Fact<Bool> {
        guard let asker, asker.principal == principal else { return .unknown }
        return .known(asker.isEnrolled)
    }
}

extension Relationships where Self == SmallPractice {
    /// A practice whose clinicians all treat every patient, and whose program signs people in: ``SmallPractice`` says what that claims.
    public static var smallPractice: SmallPractice { SmallPractice() }
}
