package import ClinicalNotesModel

/// The security labels of a resource, from every place where they may stand, read as strictly as any of them.
///
/// The places are `meta.security`, `DocumentReference.securityLabel` and inline labels on elements (DS4P).
/// Codes are those of v3-ActCode, v3-ActReason and v3-ObservationValue; retired codes and the retired system
/// v3-ActUSPrivacyLaw are mapped to them.
package struct SecurityLabels: Hashable, Sendable {
    /// The strictest confidentiality code, or `nil` if there is none.
    package internal(set) var confidentiality: Confidentiality?
    /// Sensitivity codes, such as `PSYTHPN`.
    package internal(set) var sensitivities: Set<String> = []
    /// Privacy laws and consent directives that are said to apply, such as `42CFRPart2`.
    package internal(set) var privacyLaws: Set<String> = []
    /// Obligations, refrains and marks, such as `NORDSCLCD`.
    package internal(set) var handling: Set<String> = []
    /// Purposes of use that the label names, such as `TREAT`.
    package internal(set) var purposes: Set<String> = []
    /// Codes about integrity and origin, such as `PATAST`.
    package internal(set) var integrity: Set<String> = []

    /// Whether there is a label that nobody here knows, which may forbid anything.
    package internal(set) var hasUnknown = false

    /// The labels as they were written, each once, so that the note can be handed on with them.
    package internal(set) var written: [SecurityLabel] = []

    /// No label.
    package static let none = SecurityLabels()

    /// The compartment that the labels put a note in.
    ///
    /// `PSYTHPN` or `HIPAAPsyNotes` is psychotherapy (45 CFR 164.501). A sign of 42 CFR Part 2 (`42CFRPart2`,
    /// its consent directive, the redisclosure mark, `SUD` and its children, `ETH`) is substance use. Both at
    /// once are counseling notes (42 CFR 2.11), the narrower of the two. A type code never decides.
    package var compartment: Compartment {
        let psychotherapy = sensitivities.contains("PSYTHPN") || privacyLaws.contains("HIPAAPsyNotes")
        let substanceUse =
            !sensitivities.isDisjoint(with: ["SUD", "ETHUD", "OPIOIDUD", "ETH"])
            || !privacyLaws.isDisjoint(with: ["42CFRPart2", "42CFRPart2CD"])
            || handling.contains("RedisclosureProhibitionMark")
        switch (psychotherapy, substanceUse) {
        case (true, true): return .substanceUseCounseling
        case (true, false): return .psychotherapy
        case (false, true): return .substanceUse
        case (false, false): return .general
        }
    }

    /// Adds labels; of two confidentiality codes the stricter stands.
    mutating func formUnion(_ other: SecurityLabels) {
        confidentiality = [confidentiality, other.confidentiality].compactMap { $0 }.max()
        sensitivities.formUnion(other.sensitivities)
        privacyLaws.formUnion(other.privacyLaws)
        handling.formUnion(other.handling)
        purposes.formUnion(other.purposes)
        integrity.formUnion(other.integrity)
        hasUnknown = hasUnknown || other.hasUnknown
        for label in other.written where !written.contains(label) { written.append(label) }
    }

    /// The labels that `other` has none of.
    func subtracting(_ other: SecurityLabels) -> SecurityLabels {
        var rest = self
        if let confidentiality, let highest = other.confidentiality, confidentiality <= highest {
            rest.confidentiality = nil
        }
        rest.sensitivities.subtract(other.sensitivities)
        rest.privacyLaws.subtract(other.privacyLaws)
        rest.handling.subtract(other.handling)
        rest.purposes.subtract(other.purposes)
        rest.integrity.subtract(other.integrity)
        rest.hasUnknown = hasUnknown && !other.hasUnknown
        rest.written.removeAll { other.written.contains($0) }
        return rest
    }
}
