/// Who signed a directive.
public enum Signer: String, CaseIterable, Hashable, Sendable, Codable {
    /// The patient.
    case patient
    /// The minor patient.
    case minor
    /// A parent or guardian.
    case parent
    /// Both.
    case minorAndParent = "minor-and-parent"
    /// A personal representative.
    case personalRepresentative = "personal-representative"
}
