/// A core element of 45 CFR 164.508(c)(1) or 42 CFR 2.31(a).
package enum AuthorizationElement: String, CaseIterable, Hashable, Sendable, Codable {
    /// The name of the patient, 42 CFR 2.31(a)(1).
    case patientName = "patient-name"
    /// What is disclosed, 45 CFR 164.508(c)(1)(i); 42 CFR 2.31(a)(3).
    case description
    /// Who may disclose, 45 CFR 164.508(c)(1)(ii); 42 CFR 2.31(a)(2).
    case discloser
    /// Who may receive, 45 CFR 164.508(c)(1)(iii); 42 CFR 2.31(a)(4).
    case recipient
    /// The participants of an intermediary, 42 CFR 2.31(a)(4)(ii).
    case intermediaryParticipants = "intermediary-participants"
    /// Each purpose, 45 CFR 164.508(c)(1)(iv); 42 CFR 2.31(a)(5).
    case purpose
    /// An expiry, 45 CFR 164.508(c)(1)(v); 42 CFR 2.31(a)(7).
    case expiration
    /// Signature and date, 45 CFR 164.508(c)(1)(vi); 42 CFR 2.31(a)(8)-(9).
    case signature
    /// Another element.
    case other
}
