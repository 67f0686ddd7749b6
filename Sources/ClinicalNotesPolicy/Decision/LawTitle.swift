/// The body of law that a citation is from, or of good practice where no law says it.
public enum LawTitle: String, CaseIterable, Hashable, Sendable, Codable {
    /// Title 45 of the Code of Federal Regulations: HIPAA and information blocking.
    case cfr45 = "45 CFR"
    /// Title 42 of the Code of Federal Regulations: Part 2.
    case cfr42 = "42 CFR"
    /// The UK General Data Protection Regulation.
    case ukGDPR = "UK GDPR"
    /// The Data Protection Act 2018 of the United Kingdom.
    case dataProtectionAct2018 = "DPA 2018"
    /// Law of California.
    case california = "Cal."
    /// Law of Illinois.
    case illinois = "Ill."
    /// Law of New York.
    case newYork = "N.Y."
    /// Law of Texas.
    case texas = "Tex."
    /// Law of another state; the place names it.
    case stateLaw = "State law"
    /// Good practice, not law: publications of the National Institute of Standards and Technology.
    case nist = "NIST"
    /// A host's own rule.
    case house = "House rule"

    /// The text of the law that the rules were written from.
    package var edition: String {
        switch self {
        case .cfr45: "2013 omnibus rule as codified in 2019; part 171 as of HTI-3"
        case .cfr42: "2024 final rule, compliance date 2026-02-16"
        case .ukGDPR: "as of 2021-01-01"
        case .dataProtectionAct2018: "as enacted 2018"
        case .california, .illinois, .newYork, .texas: "as read in 2026"
        case .nist: "SP 800-53 revision 5 (2020)"
        case .stateLaw, .house: "as given by the host"
        }
    }
}
