/// A duty about an authorization whose breach does not void it, 45 CFR 164.508(c)(3) and (4).
public enum AuthorizationDuty: String, CaseIterable, Hashable, Sendable {
    /// It must be written in plain language: (c)(3).
    case plainLanguage = "plain-language"
    /// The holder sought it and must give the patient a signed copy: (c)(4).
    case copyToPatient = "copy-to-patient"

    /// The paragraph that asks for it.
    public var paragraph: RegulationParagraph {
        switch self {
        case .plainLanguage: RegulationParagraph("45 CFR 164.508(c)(3)")
        case .copyToPatient: RegulationParagraph("45 CFR 164.508(c)(4)")
        }
    }
}
