internal import ClinicalNotes

/// Somebody who looks at the notes: under which id the table shows them, and how they come to the vault.
struct Member {
    /// The id in the table and in JSON.
    enum ID: String, CaseIterable, Codable {
        case originator, colleague, unrelated, billing, patient, partner, parent, privacyOfficer
    }

    let id: ID
    let principal: PrincipalID
    /// For which purpose they open their session.
    let purpose: PurposeOfUse
    /// Their own keys, which the practice never has.
    let keyring: Keyring

    /// Whether they browse the portal, where release decides, and do not read inside the practice.
    var browses: Bool { purpose == .patientRequest }

    /// Who they are, in a few words.
    var role: String {
        switch id {
        case .originator: "the therapist who wrote the session notes; treatment"
        case .colleague: "a physician of the care team; treatment"
        case .unrelated: "a clinician of the same organization, not of the care team; treatment"
        case .billing: "billing staff; payment"
        case .patient: "the patient of the individual session; portal"
        case .partner: "the patient's partner in the couple session; portal"
        case .parent: "the mother of a 15-year-old who consented alone; portal"
        case .privacyOfficer: "the practice's privacy officer, who ran the import; operations"
        }
    }
}
