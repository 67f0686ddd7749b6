public import ClinicalNotesModel
public import ClinicalNotesPolicy

/// What only the host knows about people; every answer may be *unknown*, and unknown never opens anything.
///
/// An answer that does not come in time is unknown. No method may block the thread that it is called on: what waits suspends.
///
/// Where every clinician treats every patient, `.smallPractice` answers for you (``SmallPractice``).
///
/// ```swift
/// struct PortalDirectory: Relationships {
///     let teams: [PatientID: Set<PrincipalID>]
///     let signedIn: Set<PrincipalID>
///
///     func careTeam(of patient: PatientID, includes principal: PrincipalID, at moment: Instant) async
///         -> Fact<Bool>
///     { teams[patient].map { .known($0.contains(principal)) } ?? .unknown }
///
///     func isVerified(_ principal: PrincipalID, at moment: Instant) async -> Fact<Bool> {
///         .known(signedIn.contains(principal))
///     }
/// }
/// ```
public protocol Relationships: Sendable {
    /// Whether the principal belongs to the patient's care team, or has or had a relationship with the patient.
    func careTeam(of patient: PatientID, includes principal: PrincipalID, at moment: Instant) async -> Fact<
        Bool
    >

    /// Whether the principal's identity and authority are verified, 45 CFR 164.514(h)(1) and 164.312(d).
    func isVerified(_ principal: PrincipalID, at moment: Instant) async -> Fact<Bool>

    /// The roles of the host's own that the principal has; only house rules that name such roles ask for them.
    ///
    /// A host that has none need not answer.
    func hostRoles(of principal: PrincipalID, at moment: Instant) async -> Fact<Set<HostRole>>

    /// The units of the host's that the principal belongs to; only house rules that name units ask for them.
    ///
    /// A host that has none need not answer.
    func units(of principal: PrincipalID, at moment: Instant) async -> Fact<Set<HostWord>>

    /// Where the principal is, if the host has a word for it; only house rules that name places ask for it.
    ///
    /// A host that has none need not answer.
    func location(of principal: PrincipalID, at moment: Instant) async -> Fact<HostWord?>

    /// Whether a patient works for the practice, too; only house rules that ask for it need an answer.
    func isColleague(_ patient: PatientID, at moment: Instant) async -> Fact<Bool>

    /// Everybody whom the host knows as a principal, to tell an author who can read a note.
    ///
    /// Needed for nothing else; a host that does not answer has authors told of the people on record alone.
    func principals(at moment: Instant) async -> Fact<[PrincipalID]>
}

extension Relationships {
    /// Unknown: a house rule that names a role of the host's own may then apply.
    public func hostRoles(of principal: PrincipalID, at moment: Instant) async -> Fact<Set<HostRole>> {
        .unknown
    }

    /// Unknown: a house rule that names a unit may then apply.
    public func units(of principal: PrincipalID, at moment: Instant) async -> Fact<Set<HostWord>> { .unknown }

    /// Unknown: a house rule that names a place may then apply.
    public func location(of principal: PrincipalID, at moment: Instant) async -> Fact<HostWord?> { .unknown }

    /// Unknown: a house rule about colleagues may then apply.
    public func isColleague(_ patient: PatientID, at moment: Instant) async -> Fact<Bool> { .unknown }

    /// Unknown.
    public func principals(at moment: Instant) async -> Fact<[PrincipalID]> { .unknown }
}
