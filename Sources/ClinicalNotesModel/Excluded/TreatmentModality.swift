/// The modality of treatment furnished: an item that 45 CFR 164.501 excludes from a psychotherapy note.
///
/// Its home is the general record; in psychotherapy content it does not compile.
public struct TreatmentModality: GeneralFieldValue, Codable, Hashable {
    /// Who takes part.
    public enum Setting: String, CaseIterable, Hashable, Sendable, Codable {
        /// One person.
        case individual
        /// A couple.
        case couple
        /// A family.
        case family
        /// A group.
        case group
    }

    /// Who takes part.
    public let setting: Setting
    /// The method, in the profession's term, such as `cognitive behavioral therapy`.
    public let method: String?

    /// One person.
    public static let individual = TreatmentModality(.individual)
    /// A couple.
    public static let couple = TreatmentModality(.couple)
    /// A family.
    public static let family = TreatmentModality(.family)
    /// A group.
    public static let group = TreatmentModality(.group)

    /// Names a modality.
    ///
    /// - Parameters:
    ///   - setting: Who takes part.
    ///   - method: The method, in the profession's term.
    public init(_ setting: Setting, method: String? = nil) {
        self.setting = setting
        self.method = method
    }
}
