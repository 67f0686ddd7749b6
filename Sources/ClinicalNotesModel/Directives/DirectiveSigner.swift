/// Who signed a directive.
public enum DirectiveSigner: String, CaseIterable, Hashable, Sendable, Codable {
    /// The patient.
    case patient
    /// The patient, a minor.
    case minor
    /// A parent or guardian.
    case parent
    /// A minor together with a parent or guardian, 42 CFR 2.14(c).
    case minorAndParent = "minor-and-parent"
    /// A personal representative, 45 CFR 164.502(g).
    case personalRepresentative = "personal-representative"

    /// Whether the document must say by what authority somebody signs for the patient,
    /// 45 CFR 164.508(c)(1)(vi).
    package var needsAuthority: Bool { self == .parent || self == .personalRepresentative }
}
